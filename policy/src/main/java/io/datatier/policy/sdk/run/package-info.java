/** Applies a pack's rules to what the engine sends in one run. */
@NullMarked
package io.datatier.policy.sdk.run;

import org.jspecify.annotations.NullMarked;
