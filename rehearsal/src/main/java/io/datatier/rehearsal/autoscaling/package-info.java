/** Amazon EC2 Auto Scaling, one class per resource type. */
@NullMarked
package io.datatier.rehearsal.autoscaling;

import org.jspecify.annotations.NullMarked;
