/** Takes over an existing data tier without replacing anything. */
@NullMarked
package io.datatier.adoption;

import org.jspecify.annotations.NullMarked;
