/** AWS itself: what it answers, and the IAM policies that it is given. */
@NullMarked
package io.datatier.aws;

import org.jspecify.annotations.NullMarked;
