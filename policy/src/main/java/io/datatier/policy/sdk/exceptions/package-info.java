/**
 * The register of policy exceptions: the engine's own configuration file, with an owner and an end
 * for each, which the engine tolerates and does not know.
 */
@NullMarked
package io.datatier.policy.sdk.exceptions;

import org.jspecify.annotations.NullMarked;
