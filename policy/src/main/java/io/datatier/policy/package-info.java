/** A policy pack for PostgreSQL behind RDS Proxy. */
@NullMarked
package io.datatier.policy;

import org.jspecify.annotations.NullMarked;
