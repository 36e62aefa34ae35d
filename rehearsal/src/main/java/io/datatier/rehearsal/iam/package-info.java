/** AWS IAM, one class per resource type. */
@NullMarked
package io.datatier.rehearsal.iam;

import org.jspecify.annotations.NullMarked;
