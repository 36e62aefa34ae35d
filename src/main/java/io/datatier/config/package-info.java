/** Declares and reads structured configuration and collects all errors. Independent of Pulumi. */
@NullMarked
package io.datatier.config;

import org.jspecify.annotations.NullMarked;
