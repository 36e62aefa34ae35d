/** Writes tables, pictures and numbers for people, and reads tables of data. */
@NullMarked
package io.datatier.text;

import org.jspecify.annotations.NullMarked;
