/** Plays the engine to policy packs, and measures them. */
@NullMarked
package io.datatier.bench.pack;

import org.jspecify.annotations.NullMarked;
