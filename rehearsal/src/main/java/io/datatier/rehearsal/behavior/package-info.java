/** What AWS does, one class a resource type. */
@NullMarked
package io.datatier.rehearsal.behavior;

import org.jspecify.annotations.NullMarked;
