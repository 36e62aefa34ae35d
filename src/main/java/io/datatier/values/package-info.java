/** Values that AWS restricts, validated before any call. */
@NullMarked
package io.datatier.values;

import org.jspecify.annotations.NullMarked;
