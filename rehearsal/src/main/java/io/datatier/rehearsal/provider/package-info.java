/** The provider plugin: the only package that knows gRPC and the wire format. */
@NullMarked
package io.datatier.rehearsal.provider;

import org.jspecify.annotations.NullMarked;
