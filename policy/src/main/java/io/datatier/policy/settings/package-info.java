/** What several rules are configured by. */
@NullMarked
package io.datatier.policy.settings;

import org.jspecify.annotations.NullMarked;
