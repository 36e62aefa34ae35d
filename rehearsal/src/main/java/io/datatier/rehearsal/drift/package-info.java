/** Changes to the account outside Pulumi, as other people and tools make them. */
@NullMarked
package io.datatier.rehearsal.drift;

import org.jspecify.annotations.NullMarked;
