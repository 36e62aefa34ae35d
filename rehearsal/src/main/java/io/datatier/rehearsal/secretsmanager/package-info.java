/** What AWS Secrets Manager does, one class a resource type. */
@NullMarked
package io.datatier.rehearsal.secretsmanager;

import org.jspecify.annotations.NullMarked;
