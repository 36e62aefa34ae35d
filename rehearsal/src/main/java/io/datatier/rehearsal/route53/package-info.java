/** Amazon Route 53, one class per resource type. */
@NullMarked
package io.datatier.rehearsal.route53;

import org.jspecify.annotations.NullMarked;
