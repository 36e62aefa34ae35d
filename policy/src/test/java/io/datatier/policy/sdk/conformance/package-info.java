/** The cases of Pulumi's conformance suite for policy packs, each with a pack in Java. */
@NullMarked
package io.datatier.policy.sdk.conformance;

import org.jspecify.annotations.NullMarked;
