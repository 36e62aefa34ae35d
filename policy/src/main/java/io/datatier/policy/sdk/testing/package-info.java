/** Tests rules through the engine's wire format. */
@NullMarked
package io.datatier.policy.sdk.testing;

import org.jspecify.annotations.NullMarked;
