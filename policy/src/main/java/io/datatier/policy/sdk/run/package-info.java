/** Applies the rules of a pack to what the engine shows in one run. */
@NullMarked
package io.datatier.policy.sdk.run;

import org.jspecify.annotations.NullMarked;
