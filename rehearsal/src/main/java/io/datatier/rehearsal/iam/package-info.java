/** What AWS IAM does, one class a resource type. */
@NullMarked
package io.datatier.rehearsal.iam;

import org.jspecify.annotations.NullMarked;
