package io.datatier;

import io.datatier.config.ConfigObject;
import io.datatier.config.Section;
import io.datatier.config.Setting;
import io.datatier.database.DatabaseKind;
import io.datatier.database.DatabaseName;
import io.datatier.database.DatabaseSource;
import io.datatier.database.ExistingDatabaseSettings;
import io.datatier.database.MasterUsername;
import io.datatier.database.SecretArn;
import io.datatier.encryption.KeyArn;
import io.datatier.network.SecurityGroupId;
import io.datatier.values.InvalidValue;
import io.datatier.values.RdsName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code datatier:database.existing}. */
final class ExistingDatabaseSection {

  private static final Setting<DatabaseKind> KIND =
      Setting.choice(
              "kind", List.of(DatabaseKind.values()), kind -> kind.name().toLowerCase(Locale.ROOT))
          .required("instance or cluster");
  private static final Setting<RdsName> IDENTIFIER =
      Setting.text("identifier", RdsName::new)
          .like(RdsName.LAWFUL)
          .allowing("of the DB instance or cluster")
          .required("the identifier of the DB instance or cluster");
  private static final Setting<Boolean> HAS_READERS =
      Setting.bool("hasReaders")
          .allowing("; whether a cluster has instances that serve reads only")
          .byDefault("false");
  private static final Setting<SecurityGroupId> SECURITY_GROUP =
      Setting.text("securityGroup", SecurityGroupId::new)
          .like(SecurityGroupId.LAWFUL)
          .allowing("`sg-…` before the database, which gets a rule that admits the proxy")
          .required("the security group before the database, sg-…");
  private static final Setting<DatabaseName> DATABASE_NAME =
      Setting.text("databaseName", DatabaseName::new)
          .like(DatabaseName.LAWFUL)
          .allowing("the database that clients use")
          .required("the database that clients use");
  private static final Setting<MasterUsername> MASTER_USERNAME =
      Setting.text("masterUsername", MasterUsername::new)
          .like(MasterUsername.LAWFUL)
          .allowing("the master user")
          .required("the master user");
  private static final Setting<SecretArn> MASTER_SECRET =
      Setting.text("masterSecret", SecretArn::new)
          .like(SecretArn.LAWFUL)
          .allowing("the ARN of the secret with the master user's `username` and `password`")
          .required("the ARN of the secret with the master user's username and password");
  private static final Setting<KeyArn> MASTER_SECRET_KEY =
      Setting.text("masterSecretKey", KeyArn::new)
          .like(KeyArn.LAWFUL)
          .allowing("the ARN of the KMS key that encrypts it, unless it is AWS's own");

  static final Section KEYS =
      Section.of(
              "existing",
              "a database that somebody else keeps; only its security group gets a rule",
              KIND,
              IDENTIFIER,
              HAS_READERS,
              SECURITY_GROUP,
              DATABASE_NAME,
              MASTER_USERNAME,
              MASTER_SECRET,
              MASTER_SECRET_KEY)
          .required("the database that exists");

  private ExistingDatabaseSection() {}

  static Optional<DatabaseSource> read(ConfigObject existing) {
    var kind = existing.read(KIND);
    var identifier = existing.read(IDENTIFIER);
    var hasReaders = existing.read(HAS_READERS, given -> requireCluster(given, kind));
    var group = existing.read(SECURITY_GROUP);
    var databaseName = existing.read(DATABASE_NAME);
    var master = existing.read(MASTER_USERNAME);
    var secret = existing.read(MASTER_SECRET);
    var key = existing.read(MASTER_SECRET_KEY);
    return existing.ifFaultless(
        () ->
            new ExistingDatabaseSettings(
                kind.orElseThrow(),
                identifier.orElseThrow(),
                hasReaders.orElseThrow(),
                group.orElseThrow(),
                databaseName.orElseThrow(),
                master.orElseThrow(),
                secret.orElseThrow(),
                key));
  }

  private static boolean requireCluster(boolean hasReaders, Optional<DatabaseKind> kind) {
    if (hasReaders && kind.filter(DatabaseKind.INSTANCE::equals).isPresent()) {
      throw new InvalidValue(true, "be false for an instance; only clusters have readers");
    }
    return hasReaders;
  }
}
