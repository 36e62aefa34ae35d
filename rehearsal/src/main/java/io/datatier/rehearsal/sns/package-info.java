/** Amazon SNS, one class per resource type. */
@NullMarked
package io.datatier.rehearsal.sns;

import org.jspecify.annotations.NullMarked;
