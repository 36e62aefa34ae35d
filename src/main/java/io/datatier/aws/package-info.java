/** AWS itself: its answers, and the IAM policies that it gets. */
@NullMarked
package io.datatier.aws;

import org.jspecify.annotations.NullMarked;
