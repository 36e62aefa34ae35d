/** Writes what the pack knows of the AWS provider's resource types. */
@NullMarked
package io.datatier.policy.types;

import org.jspecify.annotations.NullMarked;
