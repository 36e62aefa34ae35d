package io.datatier.rehearsal.scenarios;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.drift.Change;
import io.datatier.rehearsal.drift.Drift;
import io.datatier.rehearsal.drift.Refused;
import io.datatier.rehearsal.schema.PropertyType.MapOf;
import io.datatier.rehearsal.schema.SchemaPath;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.PropertyPath;
import io.datatier.rehearsal.value.PropertyPath.Step;
import io.datatier.rehearsal.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One thing of a resource that is to become another one.
 *
 * @param path a value that the program set
 */
record DriftAim(StackResource resource, PropertyPath path, Kind kind) {

  private static final Drift DRIFT = new Drift();

  /**
   * AWS is at no change of this sort for longer, and refuses another one meanwhile; what waits for
   * a maintenance window is made by then.
   */
  static final Duration LONG_ENOUGH = Duration.ofDays(8);

  /** What is to happen there. */
  enum Kind {
    CHANGE,
    /** An element of a list, or an entry of a map, goes. */
    REMOVE,
    /** A list or a map gets one more. */
    ADD
  }

  /** Everything that can happen to what the program set; a tag is one, under both its names. */
  static Stream<DriftAim> at(StackResource resource) {
    return resource.inputs().values().entrySet().stream()
        .filter(input -> !(input.getKey().equals("tags") && resource.inputs().has("tagsAll")))
        .flatMap(input -> at(resource, PropertyPath.of(input.getKey()), input.getValue()));
  }

  private static Stream<DriftAim> at(StackResource resource, PropertyPath path, Value value) {
    if (value instanceof Value.Items items && !items.values().isEmpty()) {
      var last = path.to(new Step.Index(items.values().size() - 1));
      return Stream.concat(
          Stream.of(
              new DriftAim(resource, last, Kind.REMOVE), new DriftAim(resource, path, Kind.ADD)),
          Stream.iterate(0, i -> i < items.values().size(), i -> i + 1)
              .flatMap(i -> at(resource, path.to(new Step.Index(i)), items.values().get(i))));
    } else if (value instanceof Fields fields && !isAsset(fields) && !fields.names().isEmpty()) {
      var inside =
          fields.values().entrySet().stream()
              .flatMap(
                  each -> at(resource, path.to(new Step.Name(each.getKey())), each.getValue()));
      boolean isMap = SchemaPath.type(resource.schema(), path) instanceof MapOf;
      return isMap
          ? Stream.concat(
              Stream.of(
                  new DriftAim(
                      resource,
                      path.to(new Step.Name(List.copyOf(fields.names()).get(0))),
                      Kind.REMOVE),
                  new DriftAim(resource, path, Kind.ADD)),
              inside)
          : inside;
    }
    return Stream.of(new DriftAim(resource, path, Kind.CHANGE));
  }

  /** Secrets and files are objects on the wire that say what they are by this key. */
  private static boolean isAsset(Fields fields) {
    return fields.has("4dabf18193072939515e22adb298388d");
  }

  boolean isCreateOnly() {
    return resource.resourceType().traits().replacedBy().contains(path.root());
  }

  boolean isUnread() {
    return resource.resourceType().traits().unread().contains(path.root());
  }

  /** Whether both are about one list or map, so that what one does hides what the other does. */
  boolean collidesWith(DriftAim other) {
    return resource.equals(other.resource)
        && (kind != Kind.CHANGE || other.kind != Kind.CHANGE)
        && path.root().equals(other.path.root());
  }

  /** The first lawful way to do it. */
  Optional<Account> in(Account account) {
    var now = path.in(resource.in(account).orElseThrow().properties());
    return switch (kind) {
      case REMOVE -> now.flatMap(any -> tried(account, path, Optional.empty(), new TreeSet<>()));
      case CHANGE -> now.flatMap(value -> changed(account, value));
      case ADD -> now.flatMap(value -> added(account, value));
    };
  }

  private Optional<Account> changed(Account account, Value value) {
    return lawful(account, path, value, OtherValues.than(value, account));
  }

  private Optional<Account> added(Account account, Value value) {
    if (value instanceof Value.Items items) {
      var elements = items.values();
      return lawful(
          account,
          path.to(new Step.Index(elements.size())),
          elements.get(0),
          OtherValues.further(elements, account));
    }
    var somebodys = Value.of("by somebody");
    return lawful(account, path.to(new Step.Name("ADDED")), somebodys, Stream.of(somebodys));
  }

  /** The first value that AWS takes, or else the first of those that it names in refusing. */
  private Optional<Account> lawful(
      Account account, PropertyPath at, Value like, Stream<Value> values) {
    var refusals = new TreeSet<String>();
    return first(account, at, values, refusals)
        .or(
            () ->
                first(
                    account,
                    at,
                    List.copyOf(refusals).stream()
                        .flatMap(refusal -> OtherValues.named(refusal, like))
                        .filter(each -> !each.equals(like)),
                    refusals));
  }

  private Optional<Account> first(
      Account account, PropertyPath at, Stream<Value> values, Set<String> refusals) {
    return values
        .flatMap(value -> tried(account, at, Optional.of(value), refusals).stream())
        .findFirst();
  }

  private Optional<Account> tried(
      Account account, PropertyPath at, Optional<Value> value, Set<String> refusals) {
    try {
      var entity = resource.in(account).orElseThrow();
      var changing = DRIFT.change(account, entity, List.of(new Change(at, value)));
      return Optional.of(changing.at(changing.now().plus(LONG_ENOUGH)))
          .filter(changed -> isDoneIn(changed, account) && hasWayBack(changed, account));
    } catch (Refused refused) {
      refusals.addAll(refused.sentences());
      return Optional.empty();
    }
  }

  /** Whether AWS lets it become again what it was: storage, for one, only grows. */
  private boolean hasWayBack(Account after, Account before) {
    var now = resource.in(after).orElseThrow();
    var was = resource.in(before).orElseThrow().properties();
    var back =
        resource.schema().inputs().properties().keySet().stream()
            .filter(name -> !now.properties().get(name).equals(was.get(name)))
            .map(name -> new Change(PropertyPath.of(name), was.get(name)))
            .toList();
    var alone = back.stream().filter(each -> each.path().root().equals(path.root())).toList();
    return isLawful(after, now, alone) || isLawful(after, now, back);
  }

  private static boolean isLawful(Account account, Entity entity, List<Change> changes) {
    try {
      var unused = DRIFT.change(account, entity, changes);
      return true;
    } catch (Refused refused) {
      return false;
    }
  }

  /**
   * Whether it is another value there than before: AWS might have filled it in again, or found
   * under another id from then on, which is then another resource to the provider.
   */
  boolean isDoneIn(Account after, Account before) {
    return resource.in(after).isPresent() && !valueIn(after).equals(valueIn(before));
  }

  private Optional<Value> valueIn(Account account) {
    return resource.in(account).flatMap(entity -> path.in(entity.properties()));
  }

  /** Whether the provider does not read it, or plans with it, so that no run puts it right. */
  boolean isOverlooked(Account account) {
    var after = in(account).orElse(account);
    return !planned(after).equals(planned(account))
        || read(after, account).equals(read(account, account));
  }

  private Fields planned(Account account) {
    return resource
        .resourceType()
        .planned(resource.in(account).orElseThrow().properties(), resource.inputs());
  }

  private Optional<Value> read(Account account, Account state) {
    var before = resource.in(state).orElseThrow().properties();
    return resource
        .resourceType()
        .read(account, resource.in(account).orElseThrow(), before)
        .get(path.root());
  }

  /** What it is about, of all resources of the type: the kind, the type and the property. */
  String subject() {
    return "%s %s of %s"
        .formatted(
            kind.name().toLowerCase(Locale.ROOT),
            path.toString().replaceAll("\\[\\d+]", "[]"),
            resource.schema().type());
  }

  @Override
  public String toString() {
    return subject() + " " + resource.name();
  }
}
