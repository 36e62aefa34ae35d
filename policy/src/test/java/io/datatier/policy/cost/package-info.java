/** Stacks of any size, to judge in bulk. */
@NullMarked
package io.datatier.policy.cost;

import org.jspecify.annotations.NullMarked;
