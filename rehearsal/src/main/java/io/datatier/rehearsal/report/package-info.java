/** The report on a stack: one HTML page, computed from the stack's state. */
@NullMarked
package io.datatier.rehearsal.report;

import org.jspecify.annotations.NullMarked;
