/** What stacks hold: exports of the engine, read as the engine would show them to a pack. */
@NullMarked
package io.datatier.sweep.state;

import org.jspecify.annotations.NullMarked;
