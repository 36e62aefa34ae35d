/** One final class a rule; each has a test and a page of the same stem. */
@NullMarked
package io.datatier.policy.rules;

import org.jspecify.annotations.NullMarked;
