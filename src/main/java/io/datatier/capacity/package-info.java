/**
 * The capacity and the cost of a data tier: pure arithmetic on plain values. Every figure cites its
 * source.
 */
@NullMarked
package io.datatier.capacity;

import org.jspecify.annotations.NullMarked;
