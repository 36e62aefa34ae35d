package io.datatier.policy.aws;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.datatier.policy.aws.PolicyCondition.Narrowing;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A policy document of IAM. What a statement allows, another one may deny.
 *
 * @param statements in order
 */
public record PolicyDocument(List<PolicyStatement> statements) {

  private static final LatestAnswers<String, Optional<PolicyDocument>> LATEST =
      new LatestAnswers<>(PolicyDocument::parse, String::length);

  public PolicyDocument {
    statements = List.copyOf(statements);
  }

  /** The document that a text is; none if it is not a policy. */
  public static Optional<PolicyDocument> in(String text) {
    return LATEST.of(text);
  }

  /**
   * The documents that a text may be of which a part is unknown: that which allows the least and
   * that which allows the most, statement by statement. One if all is known; none if it is not a
   * policy document.
   */
  public static List<PolicyDocument> all(String form) {
    return form.contains(Unknown.PART) ? PartlyKnownPolicy.both(form) : in(form).stream().toList();
  }

  private static Optional<PolicyDocument> parse(String text) {
    try {
      return PolicyStatement.all(JsonParser.parseString(text)).map(PolicyDocument::new);
    } catch (JsonParseException notJson) {
      return Optional.empty();
    }
  }

  /** The statements that deny an action, under whatever conditions. */
  public Stream<PolicyStatement> denials(String action) {
    return statements.stream().filter(statement -> statement.deniesAction(action));
  }

  /**
   * How far conditions narrow what a statement allows by one of these keys: its own, or those of a
   * Deny on whatever has other values.
   */
  public Narrowing narrowing(String action, PolicyStatement statement, Predicate<String> keys) {
    var left =
        denyingConditions(action)
            .anyMatch(all -> all.stream().allMatch(condition -> condition.leaves(keys)));
    return left ? Narrowing.YES : statement.narrowedBy(keys);
  }

  /**
   * The conditions under which each Deny on every resource, or to everyone, denies an action. It
   * denies what meets all of them, and so leaves what fails one.
   */
  Stream<List<PolicyCondition>> denyingConditions(String action) {
    return denials(action)
        .filter(denial -> denial.resources().contains("*") || denial.isForEveryone())
        .map(PolicyStatement::conditions)
        .filter(conditions -> !conditions.isEmpty());
  }

  /** The statements that deny an action to everyone. */
  Stream<PolicyStatement> flatDenials(String action) {
    return denials(action).filter(denial -> denial.conditions().isEmpty());
  }
}
