/** What several rules read in resources of AWS; each rule decides itself what that means. */
@NullMarked
package io.datatier.policy.resources;

import org.jspecify.annotations.NullMarked;
