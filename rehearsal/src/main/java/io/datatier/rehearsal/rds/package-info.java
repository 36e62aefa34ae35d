/** Amazon RDS: a class for each resource type, and what several share. */
@NullMarked
package io.datatier.rehearsal.rds;

import org.jspecify.annotations.NullMarked;
