@NullMarked
package io.datatier.rehearsal.workflows;

import org.jspecify.annotations.NullMarked;
