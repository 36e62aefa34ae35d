/** AWS Lambda: a class for each resource type, and what several share. */
@NullMarked
package io.datatier.rehearsal.lambda;

import org.jspecify.annotations.NullMarked;
