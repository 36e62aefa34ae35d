package io.datatier.rehearsal.core;

import io.datatier.rehearsal.schema.Failure;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.DoublePredicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The inputs of a resource while they are validated and completed with defaults. Only known values
 * are validated, and all failures are collected, so that a program sees all its mistakes at once.
 */
public final class Inputs {

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
   * Starts with the program's inputs.
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

  /** The inputs as completed so far. */
  public Fields values() {
    return values;
  }

  /** All failures found so far. */
  public List<Failure> failures() {
    return List.copyOf(failures);
  }

  /** Reports that an input is invalid. */
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

  /** Converts a known string to the form that the provider stores. */
  public Inputs normalize(String name, UnaryOperator<String> form) {
    values.text(name).ifPresent(given -> values = values.with(name, form.apply(given)));
    return this;
  }

  /** Drops the objects in a list that have this string. */
  public Inputs drop(String list, String name, String value) {
    var items = values.items(list);
    var kept =
        items.stream()
            .filter(item -> !(item instanceof Fields object && object.says(name, value)))
            .toList();
    values = items.equals(kept) ? values : values.with(list, new Value.Items(kept));
    return this;
  }

  /** Requires a number to be in a range, inclusive. */
  public Inputs between(String name, int least, int most, String unit) {
    return judge(
        name,
        given -> given >= least && given <= most,
        "must be %d to %d%s".formatted(least, most, unit.isEmpty() ? "" : " " + unit));
  }

  /** Requires a number to be no less than another. */
  public Inputs atLeast(String name, int least) {
    return judge(name, given -> given >= least, "must be at least " + least);
  }

  /** Requires a number to be in a range, inclusive, or one that means something else. */
  public Inputs betweenOr(int other, String name, int least, int most, String unit) {
    return judge(
        name,
        given -> given == other || (given >= least && given <= most),
        "must be %d or %d to %d %s".formatted(other, least, most, unit));
  }

  /** Requires a number to be one of a set. */
  public Inputs oneOfNumbers(String name, Set<Integer> allowed) {
    var choices = new TreeSet<>(allowed).stream().map(String::valueOf).toList();
    return judge(
        name,
        given -> given == Math.rint(given) && allowed.contains((int) given),
        "must be one of " + String.join(", ", choices));
  }

  private Inputs judge(String name, DoublePredicate isRight, String rule) {
    var given = values.number(name);
    if (given.isPresent() && !isRight.test(given.getAsDouble())) {
      fail(name, rule + ", but is " + plain(given.getAsDouble()));
    }
    return this;
  }

  /** Requires one number not to exceed another. */
  public Inputs ordered(String less, String more) {
    var least = values.number(less);
    var most = values.number(more);
    if (least.isPresent() && most.isPresent() && least.getAsDouble() > most.getAsDouble()) {
      fail(
          less,
          "must not be greater than %s, which is %s, but is %s"
              .formatted(more, plain(most.getAsDouble()), plain(least.getAsDouble())));
    }
    return this;
  }

  /** Requires a string to meet a constraint. */
  public Inputs judge(String name, StringConstraint constraint) {
    values
        .text(name)
        .ifPresent(text -> constraint.faults(text).forEach(fault -> fail(name, fault)));
    return this;
  }

  /** Requires each known string in a list to meet a constraint. */
  public Inputs judgeEach(String name, StringConstraint constraint) {
    var items = values.items(name);
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Value.Text text) {
        var at = name + "[" + i + "]";
        constraint.faults(text.value()).forEach(fault -> fail(at, fault));
      }
    }
    return this;
  }

  public Inputs oneOf(String name, String... allowed) {
    return judge(name, StringConstraint.oneOf(new TreeSet<>(List.of(allowed))));
  }

  public Inputs eachOf(String name, String... allowed) {
    return judgeEach(name, StringConstraint.oneOf(new TreeSet<>(List.of(allowed))));
  }

  /** Requires a string to match a whole pattern; the rule completes "must ...". */
  public Inputs matches(String name, Pattern pattern, String rule) {
    return judge(name, StringConstraint.matching(pattern, rule));
  }

  public Inputs length(String name, int least, int most) {
    return judge(name, StringConstraint.ofLength(least, most));
  }

  public Inputs arn(String name) {
    return matches(
        name, StringConstraint.ARN, "be an ARN, arn:aws:service:region:account:resource");
  }

  public Inputs arns(String name) {
    return judgeEach(name, StringConstraint.matching(StringConstraint.ARN, "be an ARN"));
  }

  /** Requires every known string in a list to match a pattern and to be unique. */
  public Inputs ids(String name, Pattern pattern, String example) {
    var seen = new HashSet<String>();
    var form = StringConstraint.matching(pattern, "be an id such as " + example);
    return judgeEach(
        name,
        text -> {
          var faults = form.faults(text);
          return faults.isEmpty() && !seen.add(text) ? List.of("is a duplicate: " + text) : faults;
        });
  }

  public Inputs cidr(String name, int shortest, int longest) {
    return judge(name, StringConstraint.cidr(shortest, longest));
  }

  /** Requires every known string in a list to be an IPv4 network. */
  public Inputs cidrs(String name) {
    return judgeEach(name, StringConstraint.anyCidr());
  }

  /** Requires a string to be a JSON object. */
  public Inputs document(String name) {
    return judge(name, StringConstraint.document());
  }

  /** Limits the length of a list. */
  public Inputs atMost(int most, String name, String fault) {
    return values.items(name).size() > most ? fail(name, fault) : this;
  }

  /** Rejects an input unless a flag is true or not known yet. */
  public Inputs needs(String name, String flag) {
    return values.has(name) && !values.flag(flag) && !values.isUnknown(flag)
        ? fail(name, "needs %s to be true".formatted(flag))
        : this;
  }

  public Inputs exactlyOne(String... names) {
    var given = Stream.of(names).filter(values::has).toList();
    if (given.size() != 1) {
      fail(
          given.isEmpty() ? names[0] : given.get(1),
          "exactly one of %s must be set, but %s"
              .formatted(
                  String.join(", ", names),
                  given.isEmpty()
                      ? "none is set"
                      : String.join(" and ", given)
                          + (given.size() == 2 ? " are both set" : " are set")));
    }
    return this;
  }

  public Inputs atMostOne(String... names) {
    var given = Stream.of(names).filter(values::has).toList();
    if (given.size() > 1) {
      fail(given.get(1), "cannot be set together with " + given.get(0));
    }
    return this;
  }

  public Inputs required(String name, String when) {
    return values.has(name) ? this : fail(name, "is required " + when);
  }

  /** Validates and completes a nested object. */
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

  /** Validates and completes each object in a list. */
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
