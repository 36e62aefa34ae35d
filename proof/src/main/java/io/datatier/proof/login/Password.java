package io.datatier.proof.login;

import io.datatier.proof.load.Credentials;

/** A user's password, which is shown nowhere. */
public record Password(String user, String password) implements Credentials {

  @Override
  public String toString() {
    return "the password of " + user;
  }
}
