package io.datatier.rehearsal.core;

import io.datatier.rehearsal.iam.PolicyGrammar;
import io.datatier.rehearsal.schema.Failure;
import io.datatier.rehearsal.schema.NearestName;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The inputs of a resource while they are judged and completed. A judgement looks at known values
 * only, and all failures are gathered, so that a program learns of all its mistakes at once.
 */
public final class Inputs {

  private static final Pattern ARN =
      Pattern.compile("arn:aws(-[a-z]+)*:[a-z0-9-]+:[a-z0-9-]*:(\\d{12}|aws)?:.+");

  private final String path;
  private final List<Failure> failures;
  private final boolean toCreate;
  private Fields values;

  private Inputs(String path, Fields values, List<Failure> failures, boolean toCreate) {
    this.path = path;
    this.values = values;
    this.failures = failures;
    this.toCreate = toCreate;
  }

  /**
   * Starts with what the program gave.
   *
   * @param toCreate whether the resource does not exist yet
   */
  public static Inputs of(Fields values, boolean toCreate) {
    return new Inputs("", values, new ArrayList<>(), toCreate);
  }

  /** Whether the resource does not exist yet. */
  public boolean toCreate() {
    return toCreate;
  }

  /** The inputs, as completed up to now. */
  public Fields values() {
    return values;
  }

  /** Everything found wrong up to now. */
  public List<Failure> failures() {
    return List.copyOf(failures);
  }

  /** Says that something is wrong with an input. */
  public Inputs fail(String name, String reason) {
    failures.add(new Failure(path + name, reason));
    return this;
  }

  public Inputs fill(String name, String value) {
    values = values.withDefault(name, value);
    return this;
  }

  public Inputs fill(String name, double value) {
    values = values.withDefault(name, Value.of(value));
    return this;
  }

  public Inputs fill(String name, boolean value) {
    values = values.withDefault(name, Value.of(value));
    return this;
  }

  /** Puts a known text into the form in which the provider keeps it. */
  public Inputs normalize(String name, UnaryOperator<String> form) {
    values.text(name).ifPresent(given -> values = values.with(name, form.apply(given)));
    return this;
  }

  /** Requires a number to be in a range, both ends included. */
  public Inputs between(String name, int least, int most, String unit) {
    values
        .number(name)
        .ifPresent(
            given -> {
              if (given < least || given > most) {
                fail(
                    name,
                    "must be %d to %d%s, and is %s"
                        .formatted(least, most, unit.isEmpty() ? "" : " " + unit, plain(given)));
              }
            });
    return this;
  }

  public Inputs oneOf(String name, String... allowed) {
    var choices = new TreeSet<>(List.of(allowed));
    values.text(name).ifPresent(given -> judgeChoice(name, given, choices));
    return this;
  }

  /** Requires a text to be one of too many to list; {@code what} completes "is not ...". */
  public Inputs oneOfMany(String name, Set<String> allowed, String what) {
    values
        .text(name)
        .filter(given -> !allowed.contains(given))
        .ifPresent(
            given ->
                fail(
                    name,
                    "is not %s: %s%s"
                        .formatted(
                            what,
                            given,
                            NearestName.to(given, allowed)
                                .map(near -> "; the nearest is " + near)
                                .orElse(""))));
    return this;
  }

  public Inputs eachOf(String name, String... allowed) {
    var choices = new TreeSet<>(List.of(allowed));
    var items = values.items(name);
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Value.Text text) {
        judgeChoice(name + "[" + i + "]", text.value(), choices);
      }
    }
    return this;
  }

  private void judgeChoice(String name, String given, Set<String> choices) {
    if (!choices.contains(given)) {
      var nearest = NearestName.to(given, choices).map(near -> "; the nearest is " + near);
      fail(
          name,
          "must be one of %s, and is %s%s"
              .formatted(String.join(", ", choices), given, nearest.orElse("")));
    }
  }

  /** Requires a number to be one of a few. */
  public Inputs oneOfNumbers(String name, Set<Integer> allowed) {
    values
        .number(name)
        .ifPresent(
            given -> {
              if (given != Math.rint(given) || !allowed.contains((int) given)) {
                fail(
                    name,
                    "must be one of %s, and is %s"
                        .formatted(
                            String.join(
                                ", ",
                                new TreeSet<>(allowed).stream().map(String::valueOf).toList()),
                            plain(given)));
              }
            });
    return this;
  }

  /** Requires a text to match a pattern as a whole; the rule completes "must ...". */
  public Inputs matches(String name, Pattern pattern, String rule) {
    values
        .text(name)
        .ifPresent(
            given -> {
              if (!pattern.matcher(given).matches()) {
                fail(name, "must %s, and is \"%s\"".formatted(rule, given));
              }
            });
    return this;
  }

  public Inputs length(String name, int least, int most) {
    values
        .text(name)
        .ifPresent(
            given -> {
              if (given.length() < least || given.length() > most) {
                fail(
                    name,
                    "must have %d to %d characters, and has %d"
                        .formatted(least, most, given.length()));
              }
            });
    return this;
  }

  public Inputs arn(String name) {
    return matches(name, ARN, "be an ARN, arn:aws:service:region:account:resource");
  }

  public Inputs arns(String name) {
    var items = values.items(name);
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Value.Text text && !ARN.matcher(text.value()).matches()) {
        fail(name + "[" + i + "]", "must be an ARN, and is \"" + text.value() + "\"");
      }
    }
    return this;
  }

  /** Requires every known text of a list to match a pattern, and none to be there twice. */
  public Inputs ids(String name, Pattern pattern, String example) {
    var items = values.items(name);
    var seen = new TreeSet<String>();
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Value.Text text) {
        if (!pattern.matcher(text.value()).matches()) {
          fail(
              name + "[" + i + "]",
              "must be an id such as %s, and is \"%s\"".formatted(example, text.value()));
        } else if (!seen.add(text.value())) {
          fail(name + "[" + i + "]", "is there twice: " + text.value());
        }
      }
    }
    return this;
  }

  public Inputs cidr(String name, int shortest, int longest) {
    values
        .text(name)
        .ifPresent(
            given ->
                Cidr.parse(given)
                    .ifPresentOrElse(
                        cidr -> {
                          if (cidr.prefix() < shortest || cidr.prefix() > longest) {
                            fail(
                                name,
                                "must have a prefix of /%d to /%d, and is %s"
                                    .formatted(shortest, longest, given));
                          }
                        },
                        () ->
                            fail(
                                name,
                                "must be an IPv4 CIDR block that starts at its own network "
                                    + "address, such as 10.0.0.0/16, and is \""
                                    + given
                                    + "\"")));
    return this;
  }

  /** Requires every known text of a list to be an IPv4 network. */
  public Inputs cidrs(String name) {
    var blocks = values.items(name);
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i) instanceof Value.Text text && Cidr.parse(text.value()).isEmpty()) {
        fail(
            name + "[" + i + "]",
            "must be an IPv4 CIDR block such as 10.0.0.0/16, and is \"" + text.value() + "\"");
      }
    }
    return this;
  }

  /** Requires a text to be a JSON object. */
  public Inputs document(String name) {
    values
        .text(name)
        .ifPresent(
            given -> {
              if (Json.object(given).isEmpty()) {
                fail(name, "must be a JSON document, and is not valid JSON");
              }
            });
    return this;
  }

  /** Requires a text to be a policy that IAM takes. */
  public Inputs policy(String name, PolicyGrammar.Kind kind) {
    values
        .text(name)
        .ifPresent(given -> PolicyGrammar.faults(kind, given).forEach(fault -> fail(name, fault)));
    return this;
  }

  /** Requires a policy to be no longer than IAM takes it, which does not count white space. */
  public Inputs policyLength(String name, int most) {
    values
        .text(name)
        .map(policy -> policy.replaceAll("\\s", "").length())
        .filter(length -> length > most)
        .ifPresent(
            length ->
                fail(name, "must have at most %d characters, and has %d".formatted(most, length)));
    return this;
  }

  public Inputs exactlyOne(String... names) {
    var given = List.of(names).stream().filter(values::has).toList();
    if (given.size() != 1) {
      fail(
          given.isEmpty() ? names[0] : given.get(1),
          "exactly one of %s must be set, and %s"
              .formatted(
                  String.join(", ", names),
                  given.isEmpty()
                      ? "none is"
                      : String.join(" and ", given) + (given.size() == 2 ? " both are" : " are")));
    }
    return this;
  }

  public Inputs atMostOne(String... names) {
    var given = List.of(names).stream().filter(values::has).toList();
    if (given.size() > 1) {
      fail(given.get(1), "cannot be set together with " + given.get(0));
    }
    return this;
  }

  public Inputs required(String name, String when) {
    return values.has(name) ? this : fail(name, "is required " + when);
  }

  /** Judges and completes an object among the inputs. */
  public Inputs within(String name, Consumer<Inputs> judge) {
    values
        .get(name)
        .ifPresent(
            value -> {
              if (value instanceof Fields nested) {
                values = values.with(name, judged(path + name + ".", nested, judge));
              }
            });
    return this;
  }

  /** Judges and completes each object of a list. */
  public Inputs each(String name, Consumer<Inputs> judge) {
    if (!values.items(name).isEmpty()) {
      var completed = new ArrayList<Value>();
      var items = values.items(name);
      for (int i = 0; i < items.size(); i++) {
        completed.add(
            items.get(i) instanceof Fields nested
                ? judged(path + name + "[" + i + "].", nested, judge)
                : items.get(i));
      }
      values = values.with(name, new Value.Items(completed));
    }
    return this;
  }

  private Fields judged(String at, Fields nested, Consumer<Inputs> judge) {
    var inputs = new Inputs(at, nested, failures, toCreate);
    judge.accept(inputs);
    return inputs.values;
  }

  public static String plain(double number) {
    return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
  }
}
