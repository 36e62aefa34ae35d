/** Amazon Route 53: a class for each resource type, and what several share. */
@NullMarked
package io.datatier.rehearsal.route53;

import org.jspecify.annotations.NullMarked;
