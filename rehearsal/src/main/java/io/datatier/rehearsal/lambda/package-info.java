/** AWS Lambda, one class per resource type. */
@NullMarked
package io.datatier.rehearsal.lambda;

import org.jspecify.annotations.NullMarked;
