/** Settings that several rules share. */
@NullMarked
package io.datatier.policy.settings;

import org.jspecify.annotations.NullMarked;
