package io.datatier.rehearsal.iam;

import com.google.gson.JsonElement;
import io.datatier.rehearsal.core.Json;
import java.util.List;

/**
 * Evaluates a policy: a request needs a statement that allows it and none that denies it (IAM user
 * guide, "Policy evaluation logic").
 */
public final class PolicyDocument {

  /** A policy whose content is unknown. */
  public static final PolicyDocument UNKNOWN = new PolicyDocument(List.of(), Truth.UNKNOWN);

  private final List<Statement> statements;
  private final Truth otherwise;

  private PolicyDocument(List<Statement> statements, Truth otherwise) {
    this.statements = statements;
    this.otherwise = otherwise;
  }

  /** Parses a document; invalid JSON has no statements. */
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

  /** Whether a statement allows a request, ignoring denials. */
  public Truth allows(Request request) {
    return any("Allow", request);
  }

  /** Whether a statement denies a request. */
  public Truth denies(Request request) {
    return any("Deny", request);
  }

  /** Whether this policy alone permits a request. */
  public Truth evaluate(Request request) {
    return allows(request).and(denies(request).not());
  }

  /** Whether it allows an action to any IAM principal. */
  public boolean allowsToPrincipals(String action) {
    return statements.stream()
        .filter(statement -> statement.isOf("Allow") && statement.isOfPrincipals())
        .anyMatch(statement -> !statement.coversAction(action).isFalse());
  }
}
