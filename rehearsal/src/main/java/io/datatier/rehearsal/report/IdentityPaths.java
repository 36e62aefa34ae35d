package io.datatier.rehearsal.report;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.iam.Context;
import io.datatier.rehearsal.iam.InstanceProfile;
import io.datatier.rehearsal.iam.PolicyDocument;
import io.datatier.rehearsal.iam.Role;
import io.datatier.rehearsal.iam.RolePermissions;
import io.datatier.rehearsal.iam.Truth;
import io.datatier.rehearsal.kms.Keys;
import io.datatier.rehearsal.rds.DbCluster;
import io.datatier.rehearsal.rds.DbInstance;
import io.datatier.rehearsal.rds.DbProxy;
import io.datatier.rehearsal.report.IdentityPath.Way;
import io.datatier.rehearsal.secretsmanager.SecretPolicy;
import io.datatier.rehearsal.secretsmanager.Secrets;
import io.datatier.rehearsal.secretsmanager.SecretsManagerSecret;
import io.datatier.rehearsal.value.Fields;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Every role and user of the stack that can get a login: it may read a secret with a password, or
 * may connect with an IAM token. Judged as IAM would, with boundaries, denials, the secret's policy
 * and its key (IAM user guide, "Policy evaluation logic"). Roles and users outside the stack are
 * not in its state.
 */
public final class IdentityPaths {

  private static final String READ = "secretsmanager:GetSecretValue";
  private static final String CONNECT = "rds-db:connect";

  private final StackState state;
  private final Account account;

  private IdentityPaths(StackState state) {
    this.state = state;
    this.account = state.account();
  }

  /** All paths, by what they lead to. */
  public static List<IdentityPath> in(StackState state) {
    var paths = new IdentityPaths(state);
    return Stream.of(paths.readers(), paths.namedByPolicies(), paths.connects())
        .flatMap(each -> each)
        .sorted(
            Comparator.comparing(IdentityPath::may)
                .thenComparing(IdentityPath::on)
                .thenComparing(IdentityPath::who))
        .toList();
  }

  private Stream<IdentityPath> readers() {
    return secrets().stream()
        .flatMap(
            secret ->
                state
                    .all(Role.TYPE, RolePermissions.USER)
                    .flatMap(role -> reader(role, secret).stream()));
  }

  /** The secrets that databases and proxies know; those outside the state by their ARN only. */
  private Collection<Entity> secrets() {
    var arns = new TreeSet<String>();
    state
        .all(DbInstance.TYPE, DbCluster.TYPE)
        .flatMap(each -> each.properties().objects("masterUserSecrets").stream())
        .flatMap(each -> each.text("secretArn").stream())
        .forEach(arns::add);
    state
        .all(DbProxy.TYPE)
        .flatMap(each -> each.properties().objects("auths").stream())
        .flatMap(each -> each.text("secretArn").stream())
        .forEach(arns::add);
    return arns.stream()
        .map(arn -> Secrets.find(account, arn).orElseGet(() -> outside(arn)))
        .toList();
  }

  private static Entity outside(String arn) {
    return new Entity(
        SecretsManagerSecret.TYPE,
        arn,
        Entity.GLOBAL,
        new Origin.Given(),
        Fields.NONE.with("arn", arn));
  }

  private Optional<IdentityPath> reader(Entity role, Entity secret) {
    var permissions = RolePermissions.of(account, role.text("arn").orElse(""));
    var may = Secrets.mayRead(account, permissions, secret).and(decrypts(permissions, secret));
    var grants = permissions.granting(permissions.asks(READ, secret.id(), Context.UNKNOWN));
    return path(role, Way.READ_SECRET, called(secret), grants, may);
  }

  /**
   * The key that AWS manages admits every role that may read the secret (Secrets Manager user
   * guide, "Secret encryption and decryption"). Whom another key outside the state admits is
   * unknown, and so is the key of a secret outside the state.
   */
  private Truth decrypts(RolePermissions role, Entity secret) {
    if (secret.isGiven()) {
      return Truth.UNKNOWN;
    }
    var key = keyOf(secret);
    return key.isEmpty() || key.get().contains("alias/aws/")
        ? Truth.HOLDS
        : Keys.find(account, key.get())
            .map(known -> Secrets.mayDecrypt(account, role, secret, known))
            .orElse(Truth.UNKNOWN);
  }

  /** RDS names the key of a master user's secret even if none was chosen. */
  private Optional<String> keyOf(Entity secret) {
    var chosen =
        secret
            .owner()
            .map(database -> chosenFor(database))
            .orElseGet(() -> secret.text("kmsKeyId"));
    return chosen.filter(id -> !id.isEmpty());
  }

  private Optional<String> chosenFor(Origin.OwnedBy database) {
    return account
        .find(database.type(), database.id())
        .map(state::named)
        .map(state.inputs()::get)
        .flatMap(inputs -> inputs.text("masterUserSecretKmsKeyId"));
  }

  private Optional<IdentityPath> path(
      Entity role, Way way, String on, List<Entity> grants, Truth may) {
    if (may.isFalse()) {
      return Optional.empty();
    }
    return Optional.of(
        isUser(role)
            ? new IdentityPath(
                "user " + role.id(), keys(role), way, on, named(grants.stream()), Certainty.of(may))
            : new IdentityPath(
                role.id(), users(role), way, on, named(grants.stream()), Certainty.of(may)));
  }

  private static boolean isUser(Entity identity) {
    return identity.type().equals(RolePermissions.USER);
  }

  /** What lets someone be a user without a password. */
  private SortedSet<Resource> keys(Entity user) {
    return named(account.all("aws:iam/accessKey:AccessKey", "user", user.id()));
  }

  private String called(Entity secret) {
    return secret.isMade()
        ? state.named(secret).name()
        : secret.id().replaceFirst("^arn:.*:secret:", "");
  }

  /** A secret's policy may let in others than the stack's roles. */
  private Stream<IdentityPath> namedByPolicies() {
    return secrets().stream()
        .flatMap(
            secret ->
                policies(secret)
                    .filter(each -> allowsToPrincipals(each))
                    .map(
                        each ->
                            new IdentityPath(
                                "principals in the secret's policy",
                                new TreeSet<>(),
                                Way.READ_SECRET,
                                called(secret),
                                named(Stream.of(each)),
                                Certainty.POSSIBLE)));
  }

  private Stream<Entity> policies(Entity secret) {
    return Stream.concat(Stream.of(secret), account.find(SecretPolicy.TYPE, secret.id()).stream());
  }

  private static boolean allowsToPrincipals(Entity stating) {
    return stating
        .text("policy")
        .filter(text -> !text.isEmpty())
        .filter(text -> PolicyDocument.of(text).allowsToPrincipals(READ))
        .isPresent();
  }

  private Stream<IdentityPath> connects() {
    var databases =
        state
            .all(DbInstance.TYPE, DbCluster.TYPE)
            .filter(each -> each.properties().flag("iamDatabaseAuthenticationEnabled"))
            .flatMap(each -> connects(each, resourceId(each)));
    var proxies =
        state
            .all(DbProxy.TYPE)
            .filter(IdentityPaths::takesTokens)
            .flatMap(each -> connects(each, each.text("arn").orElse("").replaceFirst("^.*:", "")));
    return Stream.concat(databases, proxies);
  }

  private static String resourceId(Entity database) {
    return database
        .text("resourceId")
        .or(() -> database.text("clusterResourceId"))
        .orElse(database.id());
  }

  private static boolean takesTokens(Entity proxy) {
    return proxy.properties().says("defaultAuthScheme", "IAM_AUTH")
        || proxy.properties().objects("auths").stream()
            .anyMatch(auth -> !auth.text("iamAuth", "DISABLED").equals("DISABLED"));
  }

  private Stream<IdentityPath> connects(Entity to, String resourceId) {
    return DatabaseUsers.in(state, resourceId).stream()
        .flatMap(
            user ->
                state
                    .all(Role.TYPE, RolePermissions.USER)
                    .flatMap(role -> connect(role, to, resourceId, user).stream()));
  }

  private Optional<IdentityPath> connect(Entity role, Entity to, String resourceId, String user) {
    var permissions = RolePermissions.of(account, role.text("arn").orElse(""));
    var asked =
        permissions.asks(
            CONNECT,
            account.arn("rds-db", "dbuser:%s/%s".formatted(resourceId, user)),
            Context.UNKNOWN);
    return path(
        role,
        Way.CONNECT,
        "%s at %s".formatted(user, state.named(to).name()),
        permissions.granting(asked),
        permissions.allow(asked, Optional.empty()));
  }

  /** What takes on a role: anything that names it, and machines by its profile. */
  private SortedSet<Resource> users(Entity role) {
    var arn = role.text("arn").orElse(role.id());
    var direct =
        account.entities().stream()
            .filter(each -> !RolePermissions.isStatedBy(each))
            .filter(
                each ->
                    Stream.of("role", "roleArn").anyMatch(key -> namesRole(each, key, role, arn)))
            .toList();
    var profiles =
        direct.stream().filter(each -> each.type().equals(InstanceProfile.TYPE)).toList();
    var machines =
        profiles.stream()
            .flatMap(
                profile ->
                    account.entities().stream()
                        .filter(each -> !each.isSame(profile))
                        .filter(
                            each ->
                                each.properties()
                                    .allTexts()
                                    .anyMatch(
                                        text ->
                                            text.equals(profile.text("arn").orElse("-"))
                                                || text.equals(profile.id()))));
    return named(Stream.concat(direct.stream(), machines));
  }

  private static boolean namesRole(Entity entity, String key, Entity role, String arn) {
    return entity.text(key).filter(text -> text.equals(arn) || text.equals(role.id())).isPresent();
  }

  private SortedSet<Resource> named(Stream<Entity> entities) {
    var named = new TreeSet<Resource>();
    entities.map(state::named).forEach(named::add);
    return named;
  }
}
