/** What Amazon EC2 Auto Scaling does, one class a resource type. */
@NullMarked
package io.datatier.rehearsal.autoscaling;

import org.jspecify.annotations.NullMarked;
