package io.datatier.rehearsal.iam;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the policies of a role allow. For a role from a fixture they are unknown. */
public final class RolePermissions {

  private final Account account;
  private final String arn;
  private final Optional<Entity> role;
  private final List<Stated> policies;
  private final Optional<PolicyDocument> boundary;

  private RolePermissions(
      Account account,
      String arn,
      Optional<Entity> role,
      List<Stated> policies,
      Optional<PolicyDocument> boundary) {
    this.account = account;
    this.arn = arn;
    this.role = role;
    this.policies = policies;
    this.boundary = boundary;
  }

  /** The permissions of a role. */
  public static RolePermissions of(Account account, String arn) {
    var role = account.findBy(Role.TYPE, "arn", arn);
    return role.filter(found -> found.origin() instanceof Origin.Made)
        .map(
            made ->
                new RolePermissions(
                    account,
                    arn,
                    role,
                    policies(account, made).toList(),
                    made.text("permissionsBoundary").map(each -> managed(account, each))))
        .orElseGet(
            () ->
                new RolePermissions(
                    account,
                    arn,
                    role,
                    role.stream().map(given -> new Stated(given, PolicyDocument.UNKNOWN)).toList(),
                    Optional.empty()));
  }

  private static Stream<Stated> policies(Account account, Entity role) {
    var beside =
        account
            .all(RolePolicy.TYPE, "role", role.id())
            .flatMap(each -> stated(each, each.properties().get("policy")));
    var within =
        role.properties().objects("inlinePolicies").stream()
            .flatMap(each -> stated(role, each.get("policy")));
    var listed =
        role.properties().texts("managedPolicyArns").stream()
            .map(policy -> new Stated(role, managed(account, policy)));
    var attached =
        RolePolicyAttachment.of(account, role.id())
            .flatMap(
                each ->
                    each.text("policyArn").stream()
                        .map(policy -> new Stated(each, managed(account, policy))));
    return Stream.of(beside, within, listed, attached).flatMap(each -> each);
  }

  private static Stream<Stated> stated(Entity resource, Optional<Value> policy) {
    return policy.stream().map(each -> new Stated(resource, document(each)));
  }

  /** A policy, and the resource that gives it to the role. */
  private record Stated(Entity resource, PolicyDocument document) {}

  private static PolicyDocument managed(Account account, String arn) {
    return account
        .find(IamPolicy.TYPE, arn)
        .flatMap(policy -> policy.text("policy"))
        .map(PolicyDocument::of)
        .or(() -> AwsPolicies.of(arn))
        .orElse(PolicyDocument.UNKNOWN);
  }

  private static PolicyDocument document(Value policy) {
    return policy instanceof Value.Text text
        ? PolicyDocument.of(text.value())
        : PolicyDocument.UNKNOWN;
  }

  /** The role's name. */
  public String name() {
    return role.map(Entity::id).orElse(arn);
  }

  /** A request by this role, with the context that is always known. */
  public Request asks(String action, String resource, Context context) {
    var known =
        context
            .with("aws:PrincipalAccount", account.number())
            .with("aws:PrincipalArn", arn)
            .with("aws:PrincipalIsAWSService", "false")
            .with("aws:PrincipalType", "AssumedRole")
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
        .map(Stated::resource)
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
                    policies.stream().map(Stated::document), boundary.stream(), ofResource.stream())
                .flatMap(each -> each)
                .map(policy -> policy.denies(request)));
    var bounded = boundary.map(policy -> policy.allows(request)).orElse(Truth.HOLDS);
    return allowed.and(bounded).and(denied.not());
  }
}
