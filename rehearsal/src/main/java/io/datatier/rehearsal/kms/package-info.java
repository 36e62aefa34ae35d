/** AWS KMS: a class for each resource type, and what several share. */
@NullMarked
package io.datatier.rehearsal.kms;

import org.jspecify.annotations.NullMarked;
