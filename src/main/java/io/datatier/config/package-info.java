/** Reads structured configuration and gathers every fault in it. Knows nothing of Pulumi. */
@NullMarked
package io.datatier.config;

import org.jspecify.annotations.NullMarked;
