/** What the {@code aws} provider accepts and gives, as the annotations of com.pulumi:aws say. */
@NullMarked
package io.datatier.rehearsal.schema;

import org.jspecify.annotations.NullMarked;
