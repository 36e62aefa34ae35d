package io.datatier.sweep.judge;

import io.datatier.policy.sdk.exceptions.ExceptionRegister;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the register allows, as the engine matches it: by policy and URN, letter for letter. */
public final class Allowed {

  private final Map<Violation, List<String>> exceptions = new HashMap<>();

  private record Violation(String policy, String urn) {}

  /** What a register allows. */
  public static Allowed by(ExceptionRegister register) {
    var allowed = new Allowed();
    for (var exception : register.exceptions()) {
      for (var match : exception.matches()) {
        for (var policy : match.policies()) {
          for (var urn : match.targets()) {
            allowed
                .exceptions
                .computeIfAbsent(new Violation(policy, urn), first -> new ArrayList<>())
                .add(exception.id());
          }
        }
      }
    }
    return allowed;
  }

  /** The ids of the exceptions that allow a resource to violate a policy. */
  List<String> by(String policy, String urn) {
    return exceptions.getOrDefault(new Violation(policy, urn), List.of()).stream()
        .distinct()
        .toList();
  }
}
