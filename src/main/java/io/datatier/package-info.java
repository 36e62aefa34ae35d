/** The data tier of one stack. */
@NullMarked
package io.datatier;

import org.jspecify.annotations.NullMarked;
