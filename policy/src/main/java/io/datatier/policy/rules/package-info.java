/** One final class per rule. Each has a test and a page with a matching name. */
@NullMarked
package io.datatier.policy.rules;

import org.jspecify.annotations.NullMarked;
