/** Values that AWS restricts and several rooms use, validated before any call. */
@NullMarked
package io.datatier.values;

import org.jspecify.annotations.NullMarked;
