/** What AWS Systems Manager does, one class a resource type. */
@NullMarked
package io.datatier.rehearsal.ssm;

import org.jspecify.annotations.NullMarked;
