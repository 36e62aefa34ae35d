package io.datatier.policy.sdk;

import java.time.LocalDate;
import java.util.List;

/**
 * Permission to violate a rule, given in the pack's configuration, never by a program.
 *
 * @param rule the id of the rule
 * @param urn a pattern of URNs; see {@link Glob}
 * @param type a pattern of type tokens
 * @param reason why
 * @param owner who is responsible
 * @param until the last day it applies, in UTC
 */
public record Exemption(
    String rule, String urn, String type, String reason, String owner, LocalDate until) {

  /** The configuration key of exemptions, next to the ids of rules. */
  public static final String ID = "exemptions";

  /** The exemptions of a pack, as a setting of {@link #RULE}. */
  public static final Setting<List<Exemption>> ENTRIES =
      Setting.ofEveryRule(
          "entries",
          new ExemptionKind(),
          List.of(),
          "which resource may violate which rule, why and until when");

  /**
   * Every pack has this rule. The run judges it, because it is about the findings of other rules.
   */
  public static final Rule RULE =
      new RuleDraft(ID)
          .title("Exemptions are current and in use")
          .because("unused and expired exemptions go unnoticed")
          .fix("remove the entry, or have its owner renew it")
          .mandatory()
          .onlySettings(ENTRIES)
          .onStack(stack -> Verdict.compliant());

  /** Whether it covers this rule and this resource. */
  public boolean covers(Rule judge, ResourceView resource) {
    return judge.id().equals(rule)
        && new Glob(urn).matches(resource.urn())
        && new Glob(type).matches(resource.type());
  }

  /** Whether it expired before this day. */
  public boolean hasEndedBy(LocalDate today) {
    return until.isBefore(today);
  }

  /** Whether it may cover the stack of this URN. One configuration can serve many stacks. */
  public boolean mayConcern(Urn inStack) {
    var pattern = Urn.parse(urn);
    return pattern.stack().isEmpty()
        || (new Glob(pattern.stack()).matches(inStack.stack())
            && new Glob(pattern.project()).matches(inStack.project()));
  }

  /** Its subject, as configured. */
  public String subject() {
    if (urn.equals("*")) {
      return type;
    }
    return type.equals("*") ? urn : "%s of type %s".formatted(urn, type);
  }
}
