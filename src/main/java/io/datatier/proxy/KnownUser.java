package io.datatier.proxy;

import io.datatier.config.Allows;
import io.datatier.config.Required;
import io.datatier.config.Unique;
import io.datatier.database.DatabaseLogin;
import io.datatier.database.DatabaseSecret;
import io.datatier.database.DatabaseUsername;
import io.datatier.database.SecretArn;
import io.datatier.encryption.KeyArn;
import java.util.Optional;

/** A user of an existing proxy. */
public record KnownUser(
    @Required("the user's name in PostgreSQL")
        @Allows("the user's name in PostgreSQL")
        @Unique("proxy.existing.users")
        DatabaseUsername name,
    @Required("the ARN of the secret with its password")
        @Allows("the ARN of the secret with its password")
        SecretArn secret,
    @Allows("the ARN of the KMS key that encrypts the secret, unless it is AWS's own")
        Optional<KeyArn> secretKey) {

  DatabaseLogin login() {
    return new DatabaseLogin(name.value(), DatabaseSecret.existing(secret, secretKey));
  }
}
