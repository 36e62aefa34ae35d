/** Who may use the database, and how it is told where the proxy is. */
@NullMarked
package io.datatier.clients;

import org.jspecify.annotations.NullMarked;
