/** What every component of the data tier has in common. */
@NullMarked
package io.datatier.component;

import org.jspecify.annotations.NullMarked;
