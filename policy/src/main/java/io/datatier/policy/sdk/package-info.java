/** The API for writing rules: what a rule is, what it sees and what it can answer. */
@NullMarked
package io.datatier.policy.sdk;

import org.jspecify.annotations.NullMarked;
