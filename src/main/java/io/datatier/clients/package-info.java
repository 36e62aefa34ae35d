/** The clients of the database and the environment that leads them to the proxy. */
@NullMarked
package io.datatier.clients;

import org.jspecify.annotations.NullMarked;
