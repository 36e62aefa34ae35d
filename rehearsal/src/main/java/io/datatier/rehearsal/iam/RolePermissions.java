package io.datatier.rehearsal.iam;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the policies of a role allow, or of a user of a stack's state. For a role from a fixture
 * they are unknown.
 */
public final class RolePermissions {

  /** The rehearsal makes none; a state may have them. */
  public static final String USER = "aws:iam/user:User";

  private final Account account;
  private final String arn;
  private final Optional<Entity> role;
  private final List<IdentityPolicy> policies;
  private final Optional<PolicyDocument> boundary;

  private RolePermissions(
      Account account,
      String arn,
      Optional<Entity> role,
      List<IdentityPolicy> policies,
      Optional<PolicyDocument> boundary) {
    this.account = account;
    this.arn = arn;
    this.role = role;
    this.policies = policies;
    this.boundary = boundary;
  }

  /** Whether it states what a role may do, and so does not use the role that it names. */
  public static boolean isStatedBy(Entity entity) {
    return List.of(RolePolicy.TYPE, RolePolicyAttachment.TYPE, Role.TYPE).contains(entity.type());
  }

  /** The permissions of a role or a user. */
  public static RolePermissions of(Account account, String arn) {
    var role = account.findBy(Role.TYPE, "arn", arn).or(() -> account.findBy(USER, "arn", arn));
    return role.filter(Entity::isMade)
        .map(
            made ->
                new RolePermissions(
                    account,
                    arn,
                    role,
                    policies(account, made).toList(),
                    made.text("permissionsBoundary")
                        .map(each -> IdentityPolicy.managed(account, each))))
        .orElseGet(
            () ->
                new RolePermissions(
                    account,
                    arn,
                    role,
                    role.stream()
                        .map(given -> new IdentityPolicy(given, PolicyDocument.UNKNOWN))
                        .toList(),
                    Optional.empty()));
  }

  private static Stream<IdentityPolicy> policies(Account account, Entity of) {
    if (of.type().equals(USER)) {
      return IdentityPolicy.ofUser(account, of.id());
    }
    var within =
        of.properties().objects("inlinePolicies").stream()
            .flatMap(each -> IdentityPolicy.inline(of, each.get("policy")));
    var listed =
        of.properties().texts("managedPolicyArns").stream()
            .map(policy -> new IdentityPolicy(of, IdentityPolicy.managed(account, policy)));
    return Stream.of(IdentityPolicy.ofRole(account, of.id()), within, listed).flatMap(each -> each);
  }

  /** The role's name. */
  public String name() {
    return role.map(Entity::id).orElse(arn);
  }

  /** A request by this role or user, with the context that is always known. */
  public Request asks(String action, String resource, Context context) {
    var known =
        context
            .with("aws:PrincipalAccount", account.number())
            .with("aws:PrincipalArn", arn)
            .with("aws:PrincipalIsAWSService", "false")
            .with("aws:PrincipalType", isUser() ? "User" : "AssumedRole")
            .with("aws:RequestedRegion", account.region())
            .with("aws:ResourceAccount", account.number())
            .with("aws:SecureTransport", "true")
            // Only services that call on behalf of others set these two.
            .without("aws:SourceAccount")
            .without("aws:SourceArn");
    return new Request(
        Caller.role(arn),
        action,
        resource,
        role.map(found -> known.withTags("aws:PrincipalTag", found)).orElse(known));
  }

  private boolean isUser() {
    return role.filter(found -> found.type().equals(USER)).isPresent();
  }

  /** Whether the role's own policies allow an action. */
  public Truth allow(String action, String resource) {
    return allow(asks(action, resource, Context.UNKNOWN), Optional.empty());
  }

  /** Whether the role's own policies or the policy of a resource in the same account allow it. */
  public Truth allow(Request request, Optional<PolicyDocument> ofResource) {
    var its = ofResource.map(policy -> policy.allows(request)).orElse(Truth.FAILS);
    return within(request, allows(request).or(its), ofResource);
  }

  /**
   * Whether the role may use a key: the key's policy can allow it alone, the role's only if the
   * key's delegates to the account (KMS developer guide, "Key policies in AWS KMS").
   */
  public Truth allowByKey(Request request, PolicyDocument ofKey) {
    var left = ofKey.allows(request.by(Caller.account(account.number())));
    var allowed = ofKey.allows(request).or(left.and(allows(request)));
    return within(request, allowed, Optional.of(ofKey));
  }

  /** The resources whose policies allow a request, or may allow it, before any denial. */
  public List<Entity> granting(Request request) {
    return policies.stream()
        .filter(policy -> !policy.document().allows(request).isFalse())
        .map(IdentityPolicy::resource)
        .distinct()
        .toList();
  }

  private Truth allows(Request request) {
    return Truth.any(policies.stream().map(policy -> policy.document().allows(request)));
  }

  private Truth within(Request request, Truth allowed, Optional<PolicyDocument> ofResource) {
    var denied =
        Truth.any(
            Stream.of(
                    policies.stream().map(IdentityPolicy::document),
                    boundary.stream(),
                    ofResource.stream())
                .flatMap(each -> each)
                .map(policy -> policy.denies(request)));
    var bounded = boundary.map(policy -> policy.allows(request)).orElse(Truth.HOLDS);
    return allowed.and(bounded).and(denied.not());
  }
}
