/** RDS Proxy in front of the database. */
@NullMarked
package io.datatier.proxy;

import org.jspecify.annotations.NullMarked;
