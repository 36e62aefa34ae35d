package io.datatier.policy.sdk;

import java.time.LocalDate;
import java.util.List;

/**
 * Leave to violate a rule, given by whoever configures the pack and never by a program.
 *
 * @param rule the id of the rule
 * @param urn a pattern of URNs; see {@link Glob}
 * @param type a pattern of type tokens
 * @param reason why
 * @param owner who answers for it
 * @param until the last day on which it holds, in UTC
 */
public record Exemption(
    String rule, String urn, String type, String reason, String owner, LocalDate until) {

  /** What exemptions are configured under, beside the ids of rules. */
  public static final String ID = "exemptions";

  /** The exemptions of a pack, as a setting of {@link #RULE}. */
  public static final Setting<List<Exemption>> ENTRIES =
      Setting.ofEveryRule(
          "entries", new ExemptionKind(), List.of(), "who may violate which rule, why, how long");

  /** Every pack has this rule; the run judges it, for it is about what the others have found. */
  public static final Rule RULE =
      new RuleDraft(ID)
          .title("Exemptions are current and in use")
          .because("an exemption that nobody needs or renews is a hole that nobody sees")
          .fix("remove the entry, or have its owner renew it")
          .mandatory()
          .onlySettings(ENTRIES)
          .onStack(stack -> Verdict.compliant());

  /** Whether it speaks of this rule and this resource. */
  public boolean covers(Rule judge, ResourceView resource) {
    return judge.id().equals(rule)
        && new Glob(urn).matches(resource.urn())
        && new Glob(type).matches(resource.type());
  }

  /** Whether it has ended before this day. */
  public boolean hasEndedBy(LocalDate today) {
    return until.isBefore(today);
  }

  /**
   * Whether it may speak of the stack that this URN is in. One configuration serves many stacks.
   */
  public boolean mayConcern(Urn inStack) {
    var pattern = Urn.parse(urn);
    return pattern.stack().isEmpty()
        || (new Glob(pattern.stack()).matches(inStack.stack())
            && new Glob(pattern.project()).matches(inStack.project()));
  }

  /** What it speaks of, as it was configured. */
  public String subject() {
    if (urn.equals("*")) {
      return type;
    }
    return type.equals("*") ? urn : "%s of type %s".formatted(urn, type);
  }
}
