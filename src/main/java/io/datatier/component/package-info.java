/** What all components share. */
@NullMarked
package io.datatier.component;

import org.jspecify.annotations.NullMarked;
