/** How clients log in: a password, a secret, or IAM tokens. */
@NullMarked
package io.datatier.proof.login;

import org.jspecify.annotations.NullMarked;
