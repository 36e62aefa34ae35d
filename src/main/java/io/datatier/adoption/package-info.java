/** Taking over a data tier that something else has made, without replacing any of it. */
@NullMarked
package io.datatier.adoption;

import org.jspecify.annotations.NullMarked;
