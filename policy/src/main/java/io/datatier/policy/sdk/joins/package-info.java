/** Which AWS resources refer to which: by name once values are known, before that by origin. */
@NullMarked
package io.datatier.policy.sdk.joins;

import org.jspecify.annotations.NullMarked;
