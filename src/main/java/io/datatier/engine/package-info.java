/** What com.pulumi says to the engine, and how long it waits between. */
@NullMarked
package io.datatier.engine;

import org.jspecify.annotations.NullMarked;
