/** What Amazon SNS does, one class a resource type. */
@NullMarked
package io.datatier.rehearsal.sns;

import org.jspecify.annotations.NullMarked;
