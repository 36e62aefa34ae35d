/** What AWS KMS does, one class a resource type. */
@NullMarked
package io.datatier.rehearsal.kms;

import org.jspecify.annotations.NullMarked;
