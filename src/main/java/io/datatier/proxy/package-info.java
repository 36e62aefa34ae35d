/** RDS Proxy in front of the database, and the logins that clients get from it. */
@NullMarked
package io.datatier.proxy;

import org.jspecify.annotations.NullMarked;
