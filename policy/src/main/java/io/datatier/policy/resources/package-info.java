/** How rules read AWS resources. Each rule decides what the result means. */
@NullMarked
package io.datatier.policy.resources;

import org.jspecify.annotations.NullMarked;
