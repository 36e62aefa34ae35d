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
  private final List<PolicyDocument> policies;
  private final Optional<PolicyDocument> boundary;

  private RolePermissions(
      Account account,
      String arn,
      Optional<Entity> role,
      List<PolicyDocument> policies,
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
                    account, arn, role, List.of(PolicyDocument.UNKNOWN), Optional.empty()));
  }

  private static Stream<PolicyDocument> policies(Account account, Entity role) {
    var beside =
        account
            .all(RolePolicy.TYPE, "role", role.id())
            .map(each -> each.properties().get("policy"));
    var within =
        role.properties().objects("inlinePolicies").stream().map(each -> each.get("policy"));
    var managed =
        Stream.concat(
            role.properties().texts("managedPolicyArns").stream(),
            RolePolicyAttachment.of(account, role.id())
                .flatMap(each -> each.text("policyArn").stream()));
    return Stream.concat(
        Stream.concat(beside, within).flatMap(Optional::stream).map(RolePermissions::document),
        managed.map(each -> managed(account, each)));
  }

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

  private Truth allows(Request request) {
    return Truth.any(policies.stream().map(policy -> policy.allows(request)));
  }

  private Truth within(Request request, Truth allowed, Optional<PolicyDocument> ofResource) {
    var denied =
        Truth.any(
            Stream.of(policies.stream(), boundary.stream(), ofResource.stream())
                .flatMap(each -> each)
                .map(policy -> policy.denies(request)));
    var bounded = boundary.map(policy -> policy.allows(request)).orElse(Truth.HOLDS);
    return allowed.and(bounded).and(denied.not());
  }
}
