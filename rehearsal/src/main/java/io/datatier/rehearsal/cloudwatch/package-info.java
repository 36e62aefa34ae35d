/**
 * Amazon CloudWatch, CloudWatch Logs and EventBridge: a class for each resource type, and what
 * several share.
 */
@NullMarked
package io.datatier.rehearsal.cloudwatch;

import org.jspecify.annotations.NullMarked;
