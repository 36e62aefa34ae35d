package io.datatier.migrations;

import java.util.Optional;

/** Stores the credentials of database users. */
interface Secrets {

  /** The current value of the secret {@code arn}, if it has one. */
  Optional<Credentials> read(String arn);

  /** Makes {@code credentials} the current value of the secret {@code arn}, which must exist. */
  void write(String arn, Credentials credentials);
}
