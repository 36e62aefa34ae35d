/**
 * Lets com.pulumi run fast and quietly on every JDK: its threads, its waiting and its gRPC channel.
 */
@NullMarked
package io.datatier.runtime;

import org.jspecify.annotations.NullMarked;
