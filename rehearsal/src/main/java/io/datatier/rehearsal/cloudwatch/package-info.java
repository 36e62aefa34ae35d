/** What Amazon CloudWatch does, with its logs and events, one class a resource type. */
@NullMarked
package io.datatier.rehearsal.cloudwatch;

import org.jspecify.annotations.NullMarked;
