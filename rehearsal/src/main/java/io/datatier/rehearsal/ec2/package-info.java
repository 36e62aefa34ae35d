/** Amazon EC2 and VPC, one class per resource type. */
@NullMarked
package io.datatier.rehearsal.ec2;

import org.jspecify.annotations.NullMarked;
