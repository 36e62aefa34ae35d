package io.datatier.rehearsal.login;

/** A login that did not end as it should; the message says whose and why. */
public final class LoginFailed extends Exception {

  private static final long serialVersionUID = 1L;

  LoginFailed(String message) {
    super(message);
  }
}
