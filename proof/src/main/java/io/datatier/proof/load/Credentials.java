package io.datatier.proof.load;

import java.util.Optional;

/** How clients log in; requested for each connection. */
public interface Credentials {

  /** The database user. */
  String user();

  /** The password, or a token in its place. */
  String password();

  /** What a report should say of them, if anything. */
  default Optional<String> summary() {
    return Optional.empty();
  }
}
