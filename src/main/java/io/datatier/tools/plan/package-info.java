/** Shows the capacity and cost of a stack, without the engine or AWS. */
@NullMarked
package io.datatier.tools.plan;

import org.jspecify.annotations.NullMarked;
