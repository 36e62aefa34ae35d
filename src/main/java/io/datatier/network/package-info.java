/** Where the data tier lives: an existing VPC or a created one. */
@NullMarked
package io.datatier.network;

import org.jspecify.annotations.NullMarked;
