package io.datatier.proxy;

import com.pulumi.core.Output;
import io.datatier.config.Allows;
import io.datatier.config.Required;
import io.datatier.config.Unique;
import io.datatier.database.DatabaseLogin;
import io.datatier.database.DatabaseSecret;
import io.datatier.database.RoleName;
import io.datatier.database.SecretArn;
import io.datatier.encryption.KeyArn;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A user of an existing proxy. */
public record ProxyUser(
    @Required("the user's name in PostgreSQL") @Unique("proxy.existing.users") RoleName name,
    @Required("the ARN of the secret with its password") SecretArn secret,
    @Allows("the ARN of the KMS key that encrypts the secret, unless it is AWS's own")
        Optional<KeyArn> secretKey) {

  /** {@code login} as one of {@code datatier:proxy.existing.users}. */
  static Output<Map<String, String>> asConfigured(DatabaseLogin login) {
    var named =
        login.secret().arn().applyValue(it -> Map.of("name", login.username(), "secret", it));
    return login
        .secret()
        .keyArn()
        .map(key -> Output.tuple(named, key).applyValue(it -> with(it.t1, it.t2)))
        .orElse(named);
  }

  private static Map<String, String> with(Map<String, String> user, String key) {
    var known = new HashMap<>(user);
    known.put("secretKey", key);
    return known;
  }

  DatabaseLogin login() {
    return new DatabaseLogin(name.value(), DatabaseSecret.existing(secret, secretKey));
  }
}
