package io.datatier;

import io.datatier.config.ConfigObject;
import io.datatier.config.Section;
import io.datatier.config.SectionList;
import io.datatier.config.Setting;
import io.datatier.database.DatabaseLogin;
import io.datatier.database.DatabaseName;
import io.datatier.database.DatabaseSecret;
import io.datatier.database.DatabaseUsername;
import io.datatier.database.DatabaseUsersSettings;
import io.datatier.database.SecretArn;
import io.datatier.encryption.KeyArn;
import io.datatier.network.SecurityGroupId;
import io.datatier.proxy.ClientAuthentication;
import io.datatier.proxy.ExistingProxy;
import io.datatier.proxy.ProxyArn;
import io.datatier.proxy.ProxyHost;
import io.datatier.values.InvalidValue;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code datatier:proxy.existing}. */
final class ExistingProxySection {

  private static final Setting<ProxyHost> ENDPOINT =
      Setting.text("endpoint", ProxyHost::new)
          .like(ProxyHost.LAWFUL)
          .allowing("the host of its read-write endpoint")
          .required("the host of its read-write endpoint");
  private static final Setting<ProxyHost> READ_ONLY_ENDPOINT =
      Setting.text("readOnlyEndpoint", ProxyHost::new)
          .like(ProxyHost.LAWFUL)
          .allowing("the host of its read-only endpoint, if it has one");
  private static final Setting<ProxyArn> ARN =
      Setting.text("arn", ProxyArn::new)
          .like(ProxyArn.LAWFUL)
          .allowing("its ARN, which ends with `prx-…`")
          .required("its ARN, which ends with prx-…");
  private static final Setting<SecurityGroupId> SECURITY_GROUP =
      Setting.text("securityGroup", SecurityGroupId::new)
          .like(SecurityGroupId.LAWFUL)
          .allowing("`sg-…` before the proxy, which gets rules that admit clients")
          .required("the security group before the proxy, sg-…");
  private static final Setting<ClientAuthentication> AUTHENTICATION =
      Setting.choice(
              "authentication", List.of(ClientAuthentication.values()), ClientAuthentication::text)
          .allowing("; what it asks of clients")
          .byDefault("secret");

  private static final Setting<DatabaseUsername> USER_NAME =
      Setting.text("name", DatabaseUsername::new)
          .like(DatabaseUsername.LAWFUL)
          .allowing("the user's name in PostgreSQL")
          .required("the user's name in PostgreSQL");
  private static final Setting<SecretArn> USER_SECRET =
      Setting.text("secret", SecretArn::new)
          .like(SecretArn.LAWFUL)
          .allowing("the ARN of the secret with its password")
          .required("the ARN of the secret with its password");
  private static final Setting<KeyArn> USER_SECRET_KEY =
      Setting.text("secretKey", KeyArn::new)
          .like(KeyArn.LAWFUL)
          .allowing("the ARN of the KMS key that encrypts the secret, unless it is AWS's own");
  private static final SectionList USERS =
      Section.of("users", "the users that it knows", USER_NAME, USER_SECRET, USER_SECRET_KEY)
          .listed(1, DatabaseUsersSettings.MOST)
          .required("the users that it knows, each with its name and secret");

  static final Section KEYS =
      Section.of(
              "existing",
              "a proxy that somebody else keeps; only its security group gets rules",
              ENDPOINT,
              READ_ONLY_ENDPOINT,
              ARN,
              SECURITY_GROUP,
              AUTHENTICATION,
              USERS)
          .required("the proxy that exists");

  private final Set<DatabaseUsername> taken = new HashSet<>();

  private ExistingProxySection() {}

  static Optional<ExistingProxy> read(ConfigObject existing, Optional<DatabaseName> database) {
    var endpoint = existing.read(ENDPOINT);
    var readers = existing.read(READ_ONLY_ENDPOINT);
    var arn = existing.read(ARN);
    var group = existing.read(SECURITY_GROUP);
    var authentication = existing.read(AUTHENTICATION);
    var users = existing.objects(USERS, new ExistingProxySection()::user);
    return existing
        .ifFaultless(() -> database)
        .flatMap(known -> known)
        .flatMap(
            name ->
                existing.together(
                    USERS,
                    () ->
                        new ExistingProxy(
                            endpoint.orElseThrow(),
                            readers,
                            arn.orElseThrow(),
                            group.orElseThrow(),
                            authentication.orElseThrow(),
                            name,
                            users.orElseThrow())));
  }

  private Optional<DatabaseLogin> user(ConfigObject user) {
    var name = user.read(USER_NAME, this::newName);
    var secret = user.read(USER_SECRET);
    var key = user.read(USER_SECRET_KEY);
    return user.ifFaultless(
        () ->
            new DatabaseLogin(
                name.orElseThrow().value(), DatabaseSecret.existing(secret.orElseThrow(), key)));
  }

  private DatabaseUsername newName(DatabaseUsername name) {
    if (!taken.add(name)) {
      throw new InvalidValue(name.value(), "be listed once");
    }
    return name;
  }
}
