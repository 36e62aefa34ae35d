/** The rehearsal: a stand-in for the {@code aws} provider plugin, and the runner that uses it. */
@NullMarked
package io.datatier.rehearsal;

import org.jspecify.annotations.NullMarked;
