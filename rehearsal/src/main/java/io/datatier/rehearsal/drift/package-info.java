/** Changes of the account that do not go through Pulumi, as other people and tools make them. */
@NullMarked
package io.datatier.rehearsal.drift;

import org.jspecify.annotations.NullMarked;
