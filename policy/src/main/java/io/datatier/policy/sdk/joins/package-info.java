/** What refers to what in a stack of the AWS provider, at update by names and before by origin. */
@NullMarked
package io.datatier.policy.sdk.joins;

import org.jspecify.annotations.NullMarked;
