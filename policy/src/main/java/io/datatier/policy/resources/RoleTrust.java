package io.datatier.policy.resources;

import static io.datatier.policy.resources.IamPolicies.POLICY;
import static io.datatier.policy.resources.IamPolicies.ROLE;
import static io.datatier.policy.resources.IamPolicies.ROLE_POLICY;
import static io.datatier.policy.sdk.Verdict.compliant;
import static io.datatier.policy.sdk.Verdict.undecided;

import io.datatier.policy.aws.PolicyDocument;
import io.datatier.policy.aws.PolicyStatement;
import io.datatier.policy.sdk.Derived;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.joins.References;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Who may assume the roles with a policy. A role that only RDS may assume is a proxy's own; with
 * IAM end to end, the proxy signs in to the database with it (RDS user guide, "Connecting to a
 * database through RDS Proxy").
 */
public final class RoleTrust {

  /** RDS, or a service of which a part is unknown. */
  private static final Pattern MAYBE_RDS =
      Pattern.compile(
          "Service:rds\\.amazonaws\\.com(?:\\.cn)?|(?:Service:)?[^:]*" + Unknown.PART + ".*");

  private static final Derived<RoleTrust> IN_STACK = RoleTrust::new;

  private final StackView stack;
  private final References roles;

  /** What attaches a policy to someone. */
  private record Attachment(PolicyAttachment form, ResourceView resource) {}

  /** By the URN of a policy, or its ARN where it is not of this stack. */
  private final Map<String, List<Attachment>> attachments = new HashMap<>();

  /** What holds a policy that the update will know, each with the place that says so. */
  private final List<Verdict> open = new ArrayList<>();

  private RoleTrust(StackView stack) {
    this.stack = stack;
    this.roles = References.to(stack, ROLE);
    var policies = References.to(stack, POLICY);
    for (var form : PolicyAttachment.values()) {
      for (var attachment : stack.resources(form.type())) {
        var attached = policies.from(attachment, form.policies());
        for (var policy : attached.all()) {
          attachments
              .computeIfAbsent(policy, urn -> new ArrayList<>())
              .add(new Attachment(form, attachment));
        }
        attached.open().ifPresent(path -> open.add(undecided(path).about(attachment.urn())));
      }
    }
  }

  /** The roles of a stack. */
  public static RoleTrust in(StackView stack) {
    return stack.once(IN_STACK);
  }

  /** The verdict on what a role may do, unless only RDS may assume the role. */
  public static Verdict unlessOfProxy(ResourceView role, Verdict verdict) {
    var trust = role.at("assumeRolePolicy");
    var principals =
        trust.legible().flatMap(PolicyDocument::in).stream()
            .flatMap(document -> document.statements().stream())
            .filter(PolicyStatement::allows)
            .flatMap(statement -> statement.principals().stream())
            .toList();
    if (principals.stream().anyMatch(it -> !MAYBE_RDS.matcher(it).matches())) {
      return verdict;
    } else if (trust.isUnknown()) {
      return undecided("assumeRolePolicy").about(role.urn());
    }
    return principals.isEmpty() ? verdict : compliant();
  }

  /**
   * The same for a separate policy, whose roles must all be proxies'. A role outside the stack
   * counts as a client's, and so does a policy without a role.
   */
  public Verdict unlessOfProxies(ResourceView policy, Verdict verdict) {
    if (policy.type().equals(ROLE_POLICY)) {
      return judge(policy, "role", verdict);
    }
    var holders = attachments.getOrDefault(policy.urn(), List.of());
    if (holders.isEmpty() && !stack.facts().preview()) {
      return verdict;
    }
    var verdicts = new ArrayList<Verdict>(open);
    holders.forEach(it -> verdicts.add(judge(it, verdict)));
    return verdicts.isEmpty() ? verdict : Verdict.all(verdicts);
  }

  private Verdict judge(Attachment attachment, Verdict verdict) {
    var resource = attachment.resource();
    var roles = attachment.form().roles();
    if (attachment.form() == PolicyAttachment.ON_ROLE) {
      return unlessOfProxy(stack.inputsOf(resource), verdict);
    } else if (roles.isEmpty()) {
      return verdict;
    }
    return Verdict.all(
        judge(resource, roles, verdict),
        Verdict.each(attachment.form().people(), people -> judgePeople(resource, people, verdict)));
  }

  private Verdict judgePeople(ResourceView attachment, String people, Verdict verdict) {
    return Verdict.each(
        stack.inputsOf(attachment).at(people).leaves(),
        it -> it.isUnknown() ? undecided(it.path()).about(attachment.urn()) : verdict);
  }

  private Verdict judge(ResourceView holding, String property, Verdict verdict) {
    var held = roles.from(holding, property);
    var verdicts = new ArrayList<Verdict>();
    for (var role : held.all()) {
      verdicts.add(
          stack
              .resource(role)
              .map(it -> unlessOfProxy(stack.inputsOf(it), verdict))
              .orElse(verdict));
    }
    held.open().ifPresent(path -> verdicts.add(undecided(path).about(holding.urn())));
    return verdicts.isEmpty() ? verdict : Verdict.all(verdicts);
  }
}
