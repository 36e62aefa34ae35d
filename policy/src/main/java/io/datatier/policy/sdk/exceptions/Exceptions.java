package io.datatier.policy.sdk.exceptions;

import io.datatier.policy.sdk.exceptions.PolicyEvents.Violation;
import io.datatier.policy.sdk.exceptions.PolicyException.Match;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The command with which people keep the register of policy exceptions. */
public final class Exceptions {

  private static final String USAGE =
      """
      Keeps the policy exceptions in a pack's configuration file (--policy-pack-config):
        list FILE                for reviewers: who may violate what, why, until when
        check FILE [EVENTS]      fails for an exception without owner or end, or that has ended;
                                 with the event log of a run (pulumi preview --event-log EVENTS)
                                 it tells which match nothing any more
        baseline FILE EVENTS owner=WHO until=2027-01-31
                                 excepts what violates mandatory policies in that run; once more,
                                 it takes out what is put right and lets nothing new in\
      """;

  /** What the ids of a baseline begin with; the policy follows. */
  private static final String BASELINE = "baseline-";

  private final Clock clock;
  private final PrintStream out;

  Exceptions(Clock clock, PrintStream out) {
    this.clock = clock;
    this.out = out;
  }

  public static void main(String[] args) {
    var code = new Exceptions(Clock.systemUTC(), System.out).run(args);
    if (code != 0) {
      // Not by an exception or exit: Maven would add its own thoughts to it.
      System.out.flush();
      Runtime.getRuntime().halt(code);
    }
  }

  /**
   * Runs a command; 0 if all is well, 1 if something has to be done, 2 if it was not understood.
   */
  int run(String... args) {
    var words = Arrays.asList(args);
    try {
      if (words.size() == 2 && words.get(0).equals("list")) {
        return list(read(words.get(1)));
      } else if (words.size() >= 2 && words.size() <= 3 && words.get(0).equals("check")) {
        return check(
            read(words.get(1)), words.size() == 3 ? events(words.get(2)) : Optional.empty());
      } else if (words.size() >= 3 && words.get(0).equals("baseline")) {
        return baseline(Path.of(words.get(1)), words.get(2), words.subList(3, words.size()));
      }
    } catch (NoSuchFileException missing) {
      out.println("there is no file " + missing.getFile());
      return 2;
    } catch (IOException | IllegalArgumentException fault) {
      out.println(fault.getMessage());
      return 2;
    }
    out.println(USAGE);
    return 2;
  }

  private static ExceptionRegister read(String file) throws IOException {
    return ExceptionRegister.read(Path.of(file));
  }

  private static Optional<PolicyEvents> events(String file) throws IOException {
    return Optional.of(PolicyEvents.read(Path.of(file)));
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private int list(ExceptionRegister register) {
    for (var exception : register.exceptions()) {
      out.printf(
          "%s: %s%n  until %s, granted by %s%s%n",
          exception.id(),
          exception.reason(),
          exception.until().map(LocalDate::toString).orElse("for ever"),
          exception.owner().isEmpty() ? "nobody" : exception.owner(),
          exception.hasEndedBy(today()) ? " (ended)" : "");
      for (var match : exception.matches()) {
        out.println("  " + String.join(", ", match.policies()));
        match.targets().forEach(urn -> out.println("    " + urn));
      }
    }
    if (register.exceptions().isEmpty()) {
      out.println("there are no exceptions");
    }
    return 0;
  }

  private int check(ExceptionRegister register, Optional<PolicyEvents> events) {
    var faults = new ArrayList<String>();
    for (var exception : register.exceptions()) {
      exception.faults(today()).forEach(it -> faults.add(exception.id() + " " + it));
    }
    faults.forEach(out::println);
    events.ifPresent(
        run -> register.exceptions().forEach(it -> unmatched(it, run).forEach(out::println)));
    if (faults.isEmpty()) {
      out.printf("exceptions: %d, each with an owner and in force%n", register.exceptions().size());
    }
    return faults.isEmpty() ? 0 : 1;
  }

  /** What an exception names in the stacks of a run and nothing violates there. */
  private static List<String> unmatched(PolicyException exception, PolicyEvents run) {
    var lines = new ArrayList<String>();
    for (var match : exception.matches()) {
      for (var policy : match.policies()) {
        match.targets().stream()
            .filter(urn -> run.isAbout(urn) && !run.has(policy, urn))
            .forEach(
                urn ->
                    lines.add(
                        "%s matches nothing any more: %s does not violate %s"
                            .formatted(exception.id(), urn, policy)));
      }
    }
    return lines;
  }

  private int baseline(Path file, String log, List<String> settings) throws IOException {
    var given = settings(settings);
    var register = Files.exists(file) ? ExceptionRegister.read(file) : ExceptionRegister.empty();
    var run = PolicyEvents.read(Path.of(log));
    var isFrozen = register.exceptions().stream().anyMatch(it -> it.id().startsWith(BASELINE));
    var changed = isFrozen ? shrunk(register, run) : frozen(register, run, given);
    changed.write(file);
    return 0;
  }

  private static Map<String, String> settings(List<String> words) {
    var settings = new HashMap<String, String>();
    for (var word : words) {
      var equals = word.indexOf('=');
      var name = word.substring(0, Math.max(0, equals));
      if (!name.equals("owner") && !name.equals("until")) {
        throw new IllegalArgumentException(word + " is not owner=WHO or until=2027-01-31");
      }
      settings.put(name, word.substring(equals + 1).strip());
    }
    return settings;
  }

  private ExceptionRegister frozen(
      ExceptionRegister register, PolicyEvents run, Map<String, String> given) {
    var owner = given.getOrDefault("owner", "");
    if (owner.isEmpty()) {
      throw new IllegalArgumentException("say who answers for it: owner=WHO");
    }
    var until = day(given.getOrDefault("until", ""));
    var byPolicy =
        run.violations().stream()
            .filter(it -> it.mandatory() && !it.excepted())
            .collect(
                Collectors.groupingBy(
                    Violation::policy,
                    TreeMap::new,
                    Collectors.mapping(Violation::urn, Collectors.toCollection(TreeSet::new))));
    var changed = register;
    for (var policy : byPolicy.entrySet()) {
      changed =
          changed.with(
              new PolicyException(
                  BASELINE + policy.getKey(),
                  "was there on " + today(),
                  owner,
                  Optional.of(until),
                  List.of(new Match(List.of(policy.getKey()), List.copyOf(policy.getValue())))));
      out.printf("%s: %d resources are excepted%n", policy.getKey(), policy.getValue().size());
    }
    return changed;
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException malformed) {
      throw new IllegalArgumentException(
          "say until when it holds: until=2027-01-31, not '%s'".formatted(text), malformed);
    }
  }

  /** Stacks that the run was not about keep what they have. */
  private ExceptionRegister shrunk(ExceptionRegister register, PolicyEvents run) {
    var changed = register;
    for (var exception : register.exceptions()) {
      if (exception.id().startsWith(BASELINE)) {
        var left = exception.only((policy, urn) -> !run.isAbout(urn) || run.has(policy, urn));
        changed = left.matches().isEmpty() ? changed.without(exception.id()) : changed.with(left);
        var before = targets(exception);
        out.printf("%s: %d of %d resources are left%n", exception.id(), targets(left), before);
      }
    }
    return changed;
  }

  private static int targets(PolicyException exception) {
    return exception.matches().stream().mapToInt(match -> match.targets().size()).sum();
  }
}
