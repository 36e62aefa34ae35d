/** Property values, independent of any wire or file format. */
@NullMarked
package io.datatier.rehearsal.value;

import org.jspecify.annotations.NullMarked;
