/** AWS Secrets Manager, one class per resource type. */
@NullMarked
package io.datatier.rehearsal.secretsmanager;

import org.jspecify.annotations.NullMarked;
