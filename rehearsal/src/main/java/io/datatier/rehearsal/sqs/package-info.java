/** What Amazon SQS does, one class a resource type. */
@NullMarked
package io.datatier.rehearsal.sqs;

import org.jspecify.annotations.NullMarked;
