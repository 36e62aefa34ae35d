/** Tests rules through the form in which the engine sends resources. */
@NullMarked
package io.datatier.policy.sdk.testing;

import org.jspecify.annotations.NullMarked;
