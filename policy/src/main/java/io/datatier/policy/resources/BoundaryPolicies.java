package io.datatier.policy.resources;

import static io.datatier.policy.resources.IamPolicies.POLICY;
import static io.datatier.policy.sdk.Verdict.undecided;

import io.datatier.policy.sdk.Derived;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.joins.References;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The managed policies of a stack that only bound what its roles and users may do. A boundary by
 * itself grants nothing, and commonly allows everything but some (IAM user guide, "Permissions
 * boundaries for IAM entities").
 */
public final class BoundaryPolicies {

  private record Bounded(String type, String path) {}

  /** Wherever a boundary is set. */
  private static final List<Bounded> BOUNDED =
      List.of(
          new Bounded(IamPolicies.ROLE, "permissionsBoundary"),
          new Bounded("aws:iam/user:User", "permissionsBoundary"),
          new Bounded(
              "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment",
              "permissionsBoundary.customerManagedPolicyReference.name"));

  /** An account has one policy of a name, whatever its path (IAM user guide, "IAM quotas"). */
  private static final Pattern ARN =
      Pattern.compile("arn:[^:]+:iam::\\d{12}:policy/(?:.*/)?([^/]+)");

  private static final Derived<BoundaryPolicies> IN_STACK = BoundaryPolicies::new;

  private final Named attached;
  private final Named bounding;

  private BoundaryPolicies(StackView stack) {
    attached = new Named(stack);
    bounding = new Named(stack);
    for (var form : PolicyAttachment.values()) {
      attached.add(form.type(), form.policies());
    }
    BOUNDED.forEach(it -> bounding.add(it.type(), it.path()));
  }

  /** The policies of a stack. */
  public static BoundaryPolicies in(StackView stack) {
    return stack.once(IN_STACK);
  }

  /** The verdict on a holder alone: whether a managed policy grants anything, its stack knows. */
  public static Verdict leftOpen(ResourceView holder, Verdict verdict) {
    return holder.type().equals(POLICY) && !verdict.answers().isEmpty()
        ? undecided("policy")
        : verdict;
  }

  /** The verdict on what a managed policy allows, unless it only bounds what others may do. */
  public Verdict unlessOnlyBoundary(ResourceView policy, Verdict verdict) {
    if (verdict.answers().isEmpty() || attached.urns.contains(policy.urn())) {
      return verdict;
    } else if (bounding.urns.contains(policy.urn())) {
      return Verdict.all(attached.open);
    }
    return bounding.open.isEmpty() ? verdict : Verdict.all(bounding.open);
  }

  /** Whether a managed policy certainly bounds what others may do, and no more. */
  boolean isOnlyBoundary(ResourceView policy) {
    return bounding.urns.contains(policy.urn())
        && !attached.urns.contains(policy.urn())
        && attached.open.isEmpty();
  }

  /** The managed policies of a stack that some of its resources name. */
  private static final class Named {

    private final StackView stack;
    private final References references;
    private final Map<String, String> byName = new HashMap<>();
    private final Set<String> urns = new HashSet<>();

    /** Names that the update will know, each with the place that has it. */
    private final List<Verdict> open = new ArrayList<>();

    Named(StackView stack) {
      this.stack = stack;
      this.references = References.to(stack, POLICY);
      for (var policy : stack.resources(POLICY)) {
        Stream.of(policy, stack.inputsOf(policy))
            .flatMap(it -> it.at("").text("name").known().stream())
            .forEach(name -> byName.putIfAbsent(name, policy.urn()));
      }
    }

    void add(String type, String path) {
      for (var resource : stack.resources(type)) {
        add(resource, stack.inputsOf(resource).at(path));
        // A part of a resource of aws-native learns the ARN when that is made.
        add(resource, resource.at(path));
      }
    }

    private void add(ResourceView resource, ValueView place) {
      var referred = references.from(resource, List.of(place));
      referred.all().forEach(it -> urns.add(urnOf(it)));
      referred.open().ifPresent(it -> open.add(undecided(it).about(resource.urn())));
    }

    /** A program may write out the ARN of a policy that the update only makes. */
    private String urnOf(String referred) {
      var arn = ARN.matcher(referred);
      return arn.matches() ? byName.getOrDefault(arn.group(1), referred) : referred;
    }
  }
}
