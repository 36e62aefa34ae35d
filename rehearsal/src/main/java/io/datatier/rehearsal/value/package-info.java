/** Property values as the stand-in sees them, apart from any wire or file form. */
@NullMarked
package io.datatier.rehearsal.value;

import org.jspecify.annotations.NullMarked;
