/** Writes what was measured: as Markdown, JSON and SVG. */
@NullMarked
package io.datatier.proof.report;

import org.jspecify.annotations.NullMarked;
