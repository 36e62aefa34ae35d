/** Commands that people run; the program does not depend on them. */
@NullMarked
package io.datatier.tools;

import org.jspecify.annotations.NullMarked;
