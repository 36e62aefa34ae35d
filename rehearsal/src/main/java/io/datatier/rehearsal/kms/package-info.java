/** AWS KMS, one class per resource type. */
@NullMarked
package io.datatier.rehearsal.kms;

import org.jspecify.annotations.NullMarked;
