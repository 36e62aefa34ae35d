/** Scenarios, where they run, and what the capacity plan predicts of them. */
@NullMarked
package io.datatier.proof.experiment;

import org.jspecify.annotations.NullMarked;
