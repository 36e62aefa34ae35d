/** Amazon SQS, one class per resource type. */
@NullMarked
package io.datatier.rehearsal.sqs;

import org.jspecify.annotations.NullMarked;
