/** Alarms, their topic and the dashboard. */
@NullMarked
package io.datatier.observability;

import org.jspecify.annotations.NullMarked;
