/**
 * The inputs and outputs of the {@code aws} provider, read from the annotations of com.pulumi:aws.
 */
@NullMarked
package io.datatier.rehearsal.schema;

import org.jspecify.annotations.NullMarked;
