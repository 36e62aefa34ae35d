/** What the rules know of AWS: names and their shapes, nothing of Pulumi. */
@NullMarked
package io.datatier.policy.aws;

import org.jspecify.annotations.NullMarked;
