/** AWS IAM: a class for each resource type, and what several share. */
@NullMarked
package io.datatier.rehearsal.iam;

import org.jspecify.annotations.NullMarked;
