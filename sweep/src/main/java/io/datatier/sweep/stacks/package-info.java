/** Where stacks are found: folders of exports, and backends. */
@NullMarked
package io.datatier.sweep.stacks;

import org.jspecify.annotations.NullMarked;
