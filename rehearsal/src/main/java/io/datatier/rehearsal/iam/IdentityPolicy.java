package io.datatier.rehearsal.iam;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.value.Value;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A policy, and the resource that gives it to a role or a user.
 *
 * @param resource the role itself, or a resource of its own
 */
record IdentityPolicy(Entity resource, PolicyDocument document) {

  private static final String EVERY_KIND = "aws:iam/policyAttachment:PolicyAttachment";
  private static final String MEMBERS = "aws:iam/groupMembership:GroupMembership";
  private static final String MEMBERSHIPS = "aws:iam/userGroupMembership:UserGroupMembership";

  /** What other resources give a role. */
  static Stream<IdentityPolicy> ofRole(Account account, String name) {
    return beside(account, "Role", name);
  }

  /** What other resources give a user, and its groups. */
  static Stream<IdentityPolicy> ofUser(Account account, String name) {
    var listed =
        account
            .all(MEMBERS)
            .filter(each -> each.properties().texts("users").contains(name))
            .flatMap(each -> each.text("group").stream());
    var joined =
        account
            .all(MEMBERSHIPS, "user", name)
            .flatMap(each -> each.properties().texts("groups").stream());
    return Stream.concat(
        beside(account, "User", name),
        Stream.concat(listed, joined).distinct().flatMap(group -> beside(account, "Group", group)));
  }

  /** The types are alike for roles, users and groups. */
  private static Stream<IdentityPolicy> beside(Account account, String kind, String name) {
    var key = kind.toLowerCase(Locale.ROOT);
    var inline =
        account
            .all("aws:iam/%sPolicy:%sPolicy".formatted(key, kind), key, name)
            .flatMap(each -> inline(each, each.properties().get("policy")));
    var attachments =
        account.all(
            "aws:iam/%1$sPolicyAttachment:%2$sPolicyAttachment".formatted(key, kind), key, name);
    var shared =
        account.all(EVERY_KIND).filter(each -> each.properties().texts(key + "s").contains(name));
    return Stream.concat(
        inline,
        Stream.concat(attachments, shared)
            .flatMap(
                each ->
                    each.text("policyArn").stream()
                        .map(policy -> new IdentityPolicy(each, managed(account, policy)))));
  }

  static Stream<IdentityPolicy> inline(Entity resource, Optional<Value> policy) {
    return policy.stream().map(each -> new IdentityPolicy(resource, document(each)));
  }

  private static PolicyDocument document(Value policy) {
    return policy.text().map(PolicyDocument::of).orElse(PolicyDocument.UNKNOWN);
  }

  static PolicyDocument managed(Account account, String arn) {
    return account
        .find(IamPolicy.TYPE, arn)
        .flatMap(policy -> policy.text("policy"))
        .map(PolicyDocument::of)
        .or(() -> AwsPolicies.of(arn))
        .orElse(PolicyDocument.UNKNOWN);
  }
}
