/** What is to go wrong in the account, and at which calls: values, read from a file. */
@NullMarked
package io.datatier.rehearsal.fault;

import org.jspecify.annotations.NullMarked;
