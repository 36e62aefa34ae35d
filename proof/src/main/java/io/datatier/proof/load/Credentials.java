package io.datatier.proof.load;

/** How clients log in; asked anew for each connection. */
public interface Credentials {

  /** The database user. */
  String user();

  /** The password, or a token in its place. */
  String password();
}
