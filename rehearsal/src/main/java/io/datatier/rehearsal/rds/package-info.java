/** Amazon RDS, one class per resource type. */
@NullMarked
package io.datatier.rehearsal.rds;

import org.jspecify.annotations.NullMarked;
