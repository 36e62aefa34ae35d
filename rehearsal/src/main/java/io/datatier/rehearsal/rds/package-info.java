/** What Amazon RDS does, one class a resource type. */
@NullMarked
package io.datatier.rehearsal.rds;

import org.jspecify.annotations.NullMarked;
