/** Amazon SQS: a class for each resource type, and what several share. */
@NullMarked
package io.datatier.rehearsal.sqs;

import org.jspecify.annotations.NullMarked;
