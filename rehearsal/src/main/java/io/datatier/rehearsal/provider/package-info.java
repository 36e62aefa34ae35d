/** The plugin that the engine talks to: the only place that knows gRPC and the wire form. */
@NullMarked
package io.datatier.rehearsal.provider;

import org.jspecify.annotations.NullMarked;
