/**
 * Stack configurations made at random from the declarations of their keys: lawful ones, and ones of
 * which it is known what is wrong. A new key is covered as soon as it is declared; only what one
 * key demands of another is written down here, in {@link io.datatier.generated.Accords}.
 */
@NullMarked
package io.datatier.generated;

import org.jspecify.annotations.NullMarked;
