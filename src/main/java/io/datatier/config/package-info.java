/**
 * Declares and reads structured configuration, and gathers every fault. Knows nothing of Pulumi.
 */
@NullMarked
package io.datatier.config;

import org.jspecify.annotations.NullMarked;
