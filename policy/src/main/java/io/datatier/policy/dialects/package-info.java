/** Reads what is not of the aws provider as if it were: other providers, and templates. */
@NullMarked
package io.datatier.policy.dialects;

import org.jspecify.annotations.NullMarked;
