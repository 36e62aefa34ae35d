package io.datatier.migrations;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Secrets by ARN. */
record SecretsInMemory(Map<String, Credentials> values) implements Secrets {

  SecretsInMemory() {
    this(new ConcurrentHashMap<>());
  }

  @Override
  public Optional<Credentials> read(String arn) {
    return Optional.ofNullable(values.get(arn));
  }

  @Override
  public void write(String arn, Credentials credentials) {
    values.put(arn, credentials);
  }
}
