/** Showing what a stack carries and costs, without the engine and without AWS. */
@NullMarked
package io.datatier.tools.plan;

import org.jspecify.annotations.NullMarked;
