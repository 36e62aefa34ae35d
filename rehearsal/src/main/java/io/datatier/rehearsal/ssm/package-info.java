/** AWS Systems Manager: a class for each resource type, and what several share. */
@NullMarked
package io.datatier.rehearsal.ssm;

import org.jspecify.annotations.NullMarked;
