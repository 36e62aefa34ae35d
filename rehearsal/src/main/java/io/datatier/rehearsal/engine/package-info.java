/**
 * Runs the real Pulumi engine: a sandbox, the CLI in it, and its events. Uses the stand-in only as
 * a jar to start and an account to read.
 */
@NullMarked
package io.datatier.rehearsal.engine;

import org.jspecify.annotations.NullMarked;
