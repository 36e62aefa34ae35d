/** A function that queries PostgreSQL through RDS Proxy. */
@NullMarked
package sample;

import org.jspecify.annotations.NullMarked;
