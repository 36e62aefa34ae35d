/** Amazon CloudWatch, CloudWatch Logs and EventBridge, one class per resource type. */
@NullMarked
package io.datatier.rehearsal.cloudwatch;

import org.jspecify.annotations.NullMarked;
