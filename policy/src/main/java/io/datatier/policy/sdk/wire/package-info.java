/** The engine's protocol; the only package that sees gRPC and protobuf. */
@NullMarked
package io.datatier.policy.sdk.wire;

import org.jspecify.annotations.NullMarked;
