/** AWS Secrets Manager: a class for each resource type, and what several share. */
@NullMarked
package io.datatier.rehearsal.secretsmanager;

import org.jspecify.annotations.NullMarked;
