/**
 * What a data tier carries and what it costs: pure arithmetic on plain values. Every figure cites
 * where it is from.
 */
@NullMarked
package io.datatier.capacity;

import org.jspecify.annotations.NullMarked;
