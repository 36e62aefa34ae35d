package io.datatier.policy.sdk.exceptions;

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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The command that maintains the register of policy exceptions. */
public final class Exceptions {

  private static final String USAGE =
      """
      Keeps the policy exceptions in a pack's configuration file (--policy-pack-config):
        list FILE                for reviewers: who may violate what, why, until when
        check FILE [EVENTS]      fails for an exception without owner or last day, or that has
                                 ended; with EVENTS also for one that no longer matches anything
        baseline FILE EVENTS owner=WHO until=2027-01-31
                                 adds an exception for each mandatory policy violated in EVENTS
        baseline FILE EVENTS     removes from that baseline what no longer violates a policy
      EVENTS is the output of pulumi policy analyze --json, or the event log of a run.
      Add stack=PROJECT/STACK if EVENTS name no stack, as when nothing violates a policy.\
      """;

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
      } else if (words.size() == 2 && words.get(0).equals("check")) {
        return check(read(words.get(1)), Optional.empty());
      } else if (words.size() >= 3 && words.get(0).equals("check")) {
        var named = named(words.subList(3, words.size()), Set.of("stack"));
        return check(read(words.get(1)), Optional.of(events(words.get(2), named)));
      } else if (words.size() >= 3 && words.get(0).equals("baseline")) {
        var named = named(words.subList(3, words.size()), Set.of("owner", "until", "stack"));
        return baseline(Path.of(words.get(1)), events(words.get(2), named), named);
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

  private static PolicyEvents events(String file, Map<String, String> named) throws IOException {
    var found = PolicyEvents.read(Path.of(file));
    var run = named.containsKey("stack") ? found.about(named.get("stack")) : found;
    if (run.stacks().isEmpty()) {
      throw new IllegalArgumentException(
          file + " does not say which stack it is about: add stack=PROJECT/STACK");
    }
    return run;
  }

  private static Map<String, String> named(List<String> words, Set<String> names) {
    var named = new HashMap<String, String>();
    for (var word : words) {
      var equals = word.indexOf('=');
      var name = word.substring(0, Math.max(0, equals));
      var value = word.substring(equals + 1).strip();
      if (!names.contains(name) || value.isEmpty()) {
        throw new IllegalArgumentException(
            "'%s' is not one of %s"
                .formatted(
                    word,
                    names.stream()
                        .sorted()
                        .map(it -> it + "=…")
                        .collect(Collectors.joining(", "))));
      }
      if (name.equals("stack") && !value.matches("[^/]+/[^/]+")) {
        throw new IllegalArgumentException("'%s' is not stack=PROJECT/STACK".formatted(word));
      }
      named.put(name, value);
    }
    return named;
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private int list(ExceptionRegister register) {
    for (var exception : register.exceptions()) {
      out.printf(
          "%s: %s%n  %s, %s%s%n",
          exception.id(),
          exception.reason(),
          exception.until().map(it -> "until " + it).orElse("no last day"),
          exception.owner().isEmpty() ? "no owner" : "granted by " + exception.owner(),
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
    events.ifPresent(run -> register.exceptions().forEach(it -> faults.addAll(unmatched(it, run))));
    faults.forEach(out::println);
    if (faults.isEmpty()) {
      out.printf("exceptions: %d, all in force and with an owner%n", register.exceptions().size());
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
                        "%s no longer matches anything: %s does not violate %s"
                            .formatted(exception.id(), urn, policy)));
      }
    }
    return lines;
  }

  private int baseline(Path file, PolicyEvents run, Map<String, String> named) throws IOException {
    var register = Files.exists(file) ? ExceptionRegister.read(file) : ExceptionRegister.empty();
    var baseline = Baseline.in(register, run);
    if (!baseline.isEmpty()) {
      shrunk(register, baseline).write(file);
    } else if (named.containsKey("owner") || named.containsKey("until")) {
      frozen(register, baseline, named).write(file);
    } else {
      out.printf("%s: no baseline%n", String.join(", ", new TreeSet<>(run.stacks())));
    }
    return 0;
  }

  private ExceptionRegister frozen(
      ExceptionRegister register, Baseline baseline, Map<String, String> named) {
    var owner = named.get("owner");
    if (owner == null) {
      throw new IllegalArgumentException("say who is responsible for it: owner=WHO");
    }
    var until = until(named.getOrDefault("until", ""));
    var added = baseline.freezing(owner, until, today());
    added.forEach(it -> out.printf("%s: %s%n", it.id(), resources(it.targets())));
    return register.withAll(added);
  }

  private LocalDate until(String text) {
    LocalDate day;
    try {
      day = LocalDate.parse(text);
    } catch (DateTimeParseException malformed) {
      throw new IllegalArgumentException(
          "say until when it applies: until=2027-01-31, not '%s'".formatted(text), malformed);
    }
    if (day.isBefore(today())) {
      throw new IllegalArgumentException(
          "until=%s is in the past: use %s or later".formatted(day, today()));
    }
    return day;
  }

  private ExceptionRegister shrunk(ExceptionRegister register, Baseline baseline) {
    var changed = register;
    for (var each : baseline.left().entrySet()) {
      var before = each.getKey();
      var left = each.getValue();
      changed = changed.replacing(before, left);
      out.printf("%s: %s, %d left%n", before.id(), resources(before.targets()), left.targets());
    }
    return changed;
  }

  private static String resources(int count) {
    return count == 1 ? "1 resource" : count + " resources";
  }
}
