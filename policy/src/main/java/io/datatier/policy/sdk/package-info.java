/** For people who write rules: what a rule is, what it sees and what it may answer. */
@NullMarked
package io.datatier.policy.sdk;

import org.jspecify.annotations.NullMarked;
