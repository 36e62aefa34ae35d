/** The contract of a resource type, and what packages share. */
@NullMarked
package io.datatier.rehearsal.core;

import org.jspecify.annotations.NullMarked;
