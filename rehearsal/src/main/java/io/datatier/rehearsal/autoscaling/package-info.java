/** Amazon EC2 Auto Scaling: a class for each resource type, and what several share. */
@NullMarked
package io.datatier.rehearsal.autoscaling;

import org.jspecify.annotations.NullMarked;
