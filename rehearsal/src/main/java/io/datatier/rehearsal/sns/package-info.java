/** Amazon SNS: a class for each resource type, and what several share. */
@NullMarked
package io.datatier.rehearsal.sns;

import org.jspecify.annotations.NullMarked;
