/** An AWS account that is stored in a file. */
@NullMarked
package io.datatier.rehearsal.account;

import org.jspecify.annotations.NullMarked;
