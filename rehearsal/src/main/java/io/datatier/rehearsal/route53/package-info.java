/** What Amazon Route 53 does, one class a resource type. */
@NullMarked
package io.datatier.rehearsal.route53;

import org.jspecify.annotations.NullMarked;
