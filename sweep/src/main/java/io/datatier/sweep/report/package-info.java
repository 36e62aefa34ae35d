/** Reports, written from results stack by stack. */
@NullMarked
package io.datatier.sweep.report;

import org.jspecify.annotations.NullMarked;
