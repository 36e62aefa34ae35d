/** What wakes somebody up. */
@NullMarked
package io.datatier.observability;

import org.jspecify.annotations.NullMarked;
