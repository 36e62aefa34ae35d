package io.datatier.rehearsal.iam;

import com.google.gson.JsonElement;
import io.datatier.rehearsal.core.Json;
import java.util.List;

/**
 * What a policy says of a request: nothing is allowed that no statement allows, and nothing that
 * any denies (IAM user guide, "Policy evaluation logic").
 */
public final class PolicyDocument {

  /** A policy of which it is not known here what it says. */
  public static final PolicyDocument UNKNOWN = new PolicyDocument(List.of(), Truth.UNKNOWN);

  private final List<Statement> statements;
  private final Truth otherwise;

  private PolicyDocument(List<Statement> statements, Truth otherwise) {
    this.statements = statements;
    this.otherwise = otherwise;
  }

  /** Reads a document; one that is not JSON says nothing. */
  public static PolicyDocument of(String text) {
    var statement = Json.object(text).map(document -> document.get("Statement")).orElse(null);
    return new PolicyDocument(
        Json.elements(statement).stream()
            .filter(JsonElement::isJsonObject)
            .map(JsonElement::getAsJsonObject)
            .map(Statement::new)
            .toList(),
        Truth.FAILS);
  }

  private Truth any(String effect, Request request) {
    return Truth.any(
            statements.stream()
                .filter(statement -> statement.isOf(effect))
                .map(statement -> statement.covers(request)))
        .or(otherwise);
  }

  /** Whether a statement allows a request, whatever others deny. */
  public Truth allows(Request request) {
    return any("Allow", request);
  }

  /** Whether a statement denies a request. */
  public Truth denies(Request request) {
    return any("Deny", request);
  }

  /** Whether this policy by itself lets a request through. */
  public Truth lets(Request request) {
    return allows(request).and(denies(request).not());
  }

  /** Whether it leaves an action to any principal of IAM at all. */
  public boolean isLeftToSomebody(String action) {
    return statements.stream()
        .filter(statement -> statement.isOf("Allow") && statement.isOfPrincipals())
        .anyMatch(statement -> !statement.coversAction(action).isFalse());
  }
}
