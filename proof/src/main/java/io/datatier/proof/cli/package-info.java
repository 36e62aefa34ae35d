/** What the commands share: options, the files they name, and Ctrl-C. */
@NullMarked
package io.datatier.proof.cli;

import org.jspecify.annotations.NullMarked;
