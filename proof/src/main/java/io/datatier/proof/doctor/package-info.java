/** Asks AWS and the database whether a stack that is deployed also works, and says what to do. */
@NullMarked
package io.datatier.proof.doctor;

import org.jspecify.annotations.NullMarked;
