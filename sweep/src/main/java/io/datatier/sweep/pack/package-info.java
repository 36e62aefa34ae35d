/** Policy packs, taken from where they were built, and their configuration. */
@NullMarked
package io.datatier.sweep.pack;

import org.jspecify.annotations.NullMarked;
