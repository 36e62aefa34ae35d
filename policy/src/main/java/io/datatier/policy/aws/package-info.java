/** What the rules know about AWS: names and formats. Nothing here depends on Pulumi. */
@NullMarked
package io.datatier.policy.aws;

import org.jspecify.annotations.NullMarked;
