/** What tests sweep over, and how. */
@NullMarked
package io.datatier.sweep.testing;

import org.jspecify.annotations.NullMarked;
