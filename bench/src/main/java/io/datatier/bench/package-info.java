/** Measures previews and the policy pack, side by side with what others use. */
@NullMarked
package io.datatier.bench;

import org.jspecify.annotations.NullMarked;
