/** The AWS account that lives in a file. */
@NullMarked
package io.datatier.rehearsal.account;

import org.jspecify.annotations.NullMarked;
