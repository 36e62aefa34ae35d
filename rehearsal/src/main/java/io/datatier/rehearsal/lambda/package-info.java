/** What AWS Lambda does, one class a resource type. */
@NullMarked
package io.datatier.rehearsal.lambda;

import org.jspecify.annotations.NullMarked;
