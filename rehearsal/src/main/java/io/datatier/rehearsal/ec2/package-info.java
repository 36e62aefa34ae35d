/** What Amazon EC2 does, its networks included, one class a resource type. */
@NullMarked
package io.datatier.rehearsal.ec2;

import org.jspecify.annotations.NullMarked;
