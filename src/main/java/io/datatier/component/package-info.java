/** What every component uses: its name, its children, its outputs and its log groups. */
@NullMarked
package io.datatier.component;

import org.jspecify.annotations.NullMarked;
