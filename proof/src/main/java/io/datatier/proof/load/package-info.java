/** The load: who connects when and for how long, and what each client met. */
@NullMarked
package io.datatier.proof.load;

import org.jspecify.annotations.NullMarked;
