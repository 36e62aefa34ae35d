/**
 * Drives the real Pulumi engine: a sandbox of its own, the CLI in it, and what its events say. Sees
 * the stand-in only as a jar to start and an account to look into.
 */
@NullMarked
package io.datatier.rehearsal.engine;

import org.jspecify.annotations.NullMarked;
