/** Amazon EC2 and VPC: a class for each resource type, and what several share. */
@NullMarked
package io.datatier.rehearsal.ec2;

import org.jspecify.annotations.NullMarked;
