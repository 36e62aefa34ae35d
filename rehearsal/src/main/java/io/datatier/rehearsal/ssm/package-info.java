/** AWS Systems Manager, one class per resource type. */
@NullMarked
package io.datatier.rehearsal.ssm;

import org.jspecify.annotations.NullMarked;
