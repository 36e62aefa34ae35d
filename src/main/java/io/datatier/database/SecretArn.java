package io.datatier.database;

import io.datatier.config.InvalidValue;
import io.datatier.config.OfStack;
import io.datatier.config.Rule;
import io.datatier.network.NetworkSettings;
import java.util.regex.Pattern;

/** The full ARN of a secret in Secrets Manager, with the six characters that it ends with. */
public record SecretArn(String value) {

  public static final Pattern VALID =
      Pattern.compile(
          "arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@!-]{1,512}"
              + "-[A-Za-z0-9]{6}");

  public SecretArn {
    InvalidValue.requireMatch(
        value,
        VALID,
        "be the full ARN of a secret:"
            + " arn:aws:secretsmanager:<region>:<account>:secret:<name>-<six characters>");
  }

  // A proxy reads its secrets, and reaches its database, in its own region only.
  @Rule
  static void requireRegion(String value, @OfStack NetworkSettings network) {
    var region = value.split(":", -1)[3];
    if (!region.equals(network.region())) {
      throw new InvalidValue(value, "be in the region of the network, " + network.region());
    }
  }
}
