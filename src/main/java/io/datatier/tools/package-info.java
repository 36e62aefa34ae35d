/** What runs beside the program: commands that people start, of which the program knows nothing. */
@NullMarked
package io.datatier.tools;

import org.jspecify.annotations.NullMarked;
