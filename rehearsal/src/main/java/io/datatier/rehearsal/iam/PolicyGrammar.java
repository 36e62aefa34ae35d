package io.datatier.rehearsal.iam;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.datatier.rehearsal.core.Json;
import io.datatier.rehearsal.core.StringConstraint;
import io.datatier.rehearsal.schema.NearestName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what IAM rejects as MalformedPolicyDocument (IAM user guide, "Grammar of the IAM JSON
 * policy language" and "JSON policy element reference").
 */
public final class PolicyGrammar {

  /** The kind of policy, which decides whether its statements name principals and resources. */
  public enum Kind implements StringConstraint {
    /** Identity-based, on a user, group or role: resources but no principals. */
    IDENTITY,
    /** A role's trust policy: principals but no resources. */
    TRUST,
    /** Resource-based: both. */
    RESOURCE;

    @Override
    public List<String> faults(String text) {
      return PolicyGrammar.faults(this, text);
    }
  }

  private static final Set<String> DOCUMENT = names("Id", "Statement", "Version");
  private static final Set<String> STATEMENT =
      names(
          "Action",
          "Condition",
          "Effect",
          "NotAction",
          "NotPrincipal",
          "NotResource",
          "Principal",
          "Resource",
          "Sid");
  private static final Set<String> VERSIONS = names("2008-10-17", "2012-10-17");
  private static final Set<String> PRINCIPALS =
      names("AWS", "CanonicalUser", "Federated", "Service");
  private static final Set<String> OPERATORS = operators();

  private static final Pattern SID = Pattern.compile("[0-9A-Za-z]*");
  private static final Pattern ACTION = Pattern.compile("\\*|[a-zA-Z0-9-]+:[a-zA-Z0-9*?]+");
  private static final Pattern ASSUMING = Pattern.compile("sts:.+|\\*", Pattern.CASE_INSENSITIVE);
  private static final Pattern RESOURCE = Pattern.compile("\\*|arn:(aws[a-z-]*|\\*)(:.*)?");
  private static final Pattern SERVICE = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");
  private static final Pattern WHO =
      Pattern.compile("\\*|\\d{12}|arn:aws[a-z-]*:(iam|sts)::.+|A[A-Z0-9]{15,}");

  private final Kind kind;
  private final List<String> faults = new ArrayList<>();
  private final Set<String> sids = new HashSet<>();

  private PolicyGrammar(Kind kind) {
    this.kind = kind;
  }

  private static Set<String> names(String... names) {
    return new TreeSet<>(List.of(names));
  }

  private static Set<String> operators() {
    var plain =
        Stream.of(
            "StringEquals StringNotEquals StringEqualsIgnoreCase StringNotEqualsIgnoreCase",
            "StringLike StringNotLike NumericEquals NumericNotEquals NumericLessThan",
            "NumericLessThanEquals NumericGreaterThan NumericGreaterThanEquals DateEquals",
            "DateNotEquals DateLessThan DateLessThanEquals DateGreaterThan DateGreaterThanEquals",
            "Bool BinaryEquals IpAddress NotIpAddress ArnEquals ArnLike ArnNotEquals ArnNotLike");
    var names = plain.flatMap(line -> Stream.of(line.split(" "))).collect(Collectors.toSet());
    var all = new TreeSet<>(Set.of("Null"));
    names.forEach(name -> all.addAll(List.of(name, name + "IfExists")));
    return all;
  }

  /** Must not exceed IAM's limit, which does not count white space. */
  static StringConstraint atMost(int most) {
    return text -> {
      int length = text.replaceAll("\\s", "").length();
      return length > most
          ? List.of("must have at most %d characters, but has %d".formatted(most, length))
          : List.of();
    };
  }

  /** Everything wrong with a policy, each completing "the policy ...". */
  private static List<String> faults(Kind kind, String text) {
    var document = Json.object(text);
    if (document.isEmpty()) {
      return List.of("must be a JSON document, but is not valid JSON");
    }
    var grammar = new PolicyGrammar(kind);
    grammar.judge(document.get());
    return List.copyOf(grammar.faults);
  }

  private void judge(JsonObject document) {
    refuseOthers(document, DOCUMENT, "");
    var version = document.get("Version");
    if (version != null && !(Json.isText(version) && VERSIONS.contains(version.getAsString()))) {
      faults.add("has a Version other than " + String.join(" and ", VERSIONS) + ": " + version);
    }
    var statements = Json.elements(document.get("Statement"));
    if (statements.isEmpty()) {
      faults.add("must have a Statement");
    }
    for (int i = 0; i < statements.size(); i++) {
      var at = "Statement[" + i + "]";
      if (statements.get(i).isJsonObject()) {
        judgeStatement(statements.get(i).getAsJsonObject(), at);
      } else {
        faults.add("has a " + at + " that is not an object");
      }
    }
  }

  private void refuseOthers(JsonObject object, Set<String> known, String at) {
    for (var name : object.keySet()) {
      if (!known.contains(name)) {
        faults.add(
            "has an unknown element: %s%s%s"
                .formatted(at.isEmpty() ? "" : at + ".", name, NearestName.hint(name, known)));
      }
    }
  }

  private void judgeStatement(JsonObject statement, String at) {
    refuseOthers(statement, STATEMENT, at);
    var effect = statement.get("Effect");
    if (!Json.isText(effect) || !Set.of("Allow", "Deny").contains(effect.getAsString())) {
      faults.add("must have %s.Effect, Allow or Deny".formatted(at));
    }
    judgeSid(statement, at);
    if (exactlyOne(statement, "Action", "NotAction", at)) {
      each(statement, "Action", at, ACTION, "be * or an action such as rds-db:connect");
      each(statement, "NotAction", at, ACTION, "be * or an action such as rds-db:connect");
    }
    if (kind == Kind.TRUST) {
      refuse(
          statement,
          at,
          "Resource",
          "NotResource",
          "because a trust policy applies only to its role");
      each(statement, "Action", at, ASSUMING, "be an STS action such as sts:AssumeRole");
    } else if (exactlyOne(statement, "Resource", "NotResource", at)) {
      each(statement, "Resource", at, RESOURCE, "be * or an ARN");
      each(statement, "NotResource", at, RESOURCE, "be * or an ARN");
    }
    if (kind == Kind.IDENTITY) {
      refuse(
          statement,
          at,
          "Principal",
          "NotPrincipal",
          "because it applies to whatever it is attached to");
    } else if (exactlyOne(statement, "Principal", "NotPrincipal", at)) {
      judgePrincipal(statement, "Principal", at);
      judgePrincipal(statement, "NotPrincipal", at);
    }
    judgeConditions(statement, at);
  }

  private void judgeSid(JsonObject statement, String at) {
    var sid = statement.get("Sid");
    if (sid == null) {
      return;
    }
    // Services other than IAM accept more characters in a Sid.
    if (!Json.isText(sid) || (kind != Kind.RESOURCE && !SID.matcher(sid.getAsString()).matches())) {
      faults.add("must have only letters and digits in %s.Sid: %s".formatted(at, sid));
    } else if (!sid.getAsString().isEmpty() && !sids.add(sid.getAsString())) {
      faults.add("has a duplicate Sid: " + sid.getAsString());
    }
  }

  private boolean exactlyOne(JsonObject statement, String name, String not, String at) {
    if (statement.has(name) == statement.has(not)) {
      faults.add(
          statement.has(name)
              ? "cannot have both %s and %s in %s".formatted(name, not, at)
              : "must have %s.%s".formatted(at, name));
      return false;
    }
    return true;
  }

  private void refuse(JsonObject statement, String at, String name, String not, String because) {
    Stream.of(name, not)
        .filter(statement::has)
        .forEach(found -> faults.add("cannot have %s.%s, %s".formatted(at, found, because)));
  }

  private void each(JsonObject object, String name, String at, Pattern form, String rule) {
    if (!object.has(name)) {
      return;
    }
    var values = Json.elements(object.get(name));
    if (values.isEmpty()) {
      faults.add("must not have an empty %s.%s".formatted(at, name));
    }
    values.stream()
        .filter(value -> !Json.isText(value) || !form.matcher(value.getAsString()).matches())
        .forEach(
            value -> faults.add("has a %s.%s that must %s: %s".formatted(at, name, rule, value)));
  }

  private void judgePrincipal(JsonObject statement, String name, String at) {
    var principal = statement.get(name);
    if (principal == null || (Json.isText(principal) && principal.getAsString().equals("*"))) {
      return;
    }
    var place = at + "." + name;
    if (!principal.isJsonObject()) {
      faults.add(
          "must have a %s that is * or an object of %s: %s"
              .formatted(place, String.join(", ", PRINCIPALS), principal));
      return;
    }
    var kinds = principal.getAsJsonObject();
    refuseOthers(kinds, PRINCIPALS, place);
    each(kinds, "Service", place, SERVICE, "be a service such as lambda.amazonaws.com");
    each(kinds, "AWS", place, WHO, "be *, an account or the ARN of a role or user");
  }

  private void judgeConditions(JsonObject statement, String at) {
    var conditions = statement.get("Condition");
    if (conditions == null) {
      return;
    }
    if (!conditions.isJsonObject()) {
      faults.add("must have an object for %s.Condition".formatted(at));
      return;
    }
    for (var condition : conditions.getAsJsonObject().entrySet()) {
      judgeCondition(condition, at + ".Condition");
    }
  }

  private void judgeCondition(Map.Entry<String, JsonElement> condition, String at) {
    var operator = condition.getKey().replaceFirst("^For(AllValues|AnyValue):", "");
    boolean isKnown =
        OPERATORS.stream()
            .anyMatch(
                each -> each.toLowerCase(Locale.ROOT).equals(operator.toLowerCase(Locale.ROOT)));
    if (!isKnown) {
      faults.add(
          "has an unknown condition operator: %s.%s%s"
              .formatted(at, condition.getKey(), NearestName.hint(operator, OPERATORS)));
    } else if (!condition.getValue().isJsonObject()) {
      faults.add(
          "must have an object of keys and values for %s.%s".formatted(at, condition.getKey()));
    }
  }
}
