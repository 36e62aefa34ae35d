package io.datatier.rehearsal.drift;

import static java.util.stream.Collectors.toCollection;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.ResourceTypes;
import io.datatier.rehearsal.schema.AwsSchema;
import io.datatier.rehearsal.schema.Conformance;
import io.datatier.rehearsal.schema.Failure;
import io.datatier.rehearsal.schema.ResourceSchema;
import io.datatier.rehearsal.schema.SchemaPath;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Changes an entity outside Pulumi, as someone does in the console or with another tool. AWS's
 * rules still apply.
 */
public final class Drift {

  private static final String TAGS = "tags";
  private static final String ALL_TAGS = "tagsAll";

  private final AwsSchema schemas = new AwsSchema();

  /**
   * The schema of an entity.
   *
   * @throws Refused if it is not an AWS resource
   */
  public ResourceSchema schema(Entity entity) {
    return schemas
        .of(entity.type())
        .orElseThrow(
            () ->
                new Refused(
                    List.of(
                        "%s: %s is not an AWS resource, but an internal entry of the rehearsal."
                            .formatted(entity.id(), entity.type()))));
  }

  /**
   * Parses changes with {@link Change#parse}.
   *
   * @throws Refused with everything wrong with any of them
   */
  public List<Change> read(Entity entity, List<String> texts) {
    var schema = schema(entity);
    var changes = new ArrayList<Change>();
    var refused = new ArrayList<String>();
    for (var text : texts) {
      try {
        var change = Change.parse(schema, text);
        faults(schema, resourceType(schema), change).forEach(refused::add);
        changes.add(change);
      } catch (IllegalArgumentException fault) {
        refused.add(String.valueOf(fault.getMessage()));
      }
    }
    if (!refused.isEmpty()) {
      throw new Refused(refused);
    }
    return changes;
  }

  /**
   * The account after changing one of its entities: all changes or none.
   *
   * @throws Refused with everything that AWS would refuse
   */
  public Account change(Account everywhere, Entity entity, List<Change> changes) {
    var schema = schema(entity);
    var type = resourceType(schema);
    var refused = changes.stream().flatMap(each -> faults(schema, type, each)).toList();
    if (!refused.isEmpty()) {
      throw new Refused(refused);
    }
    var account = seenFrom(entity, everywhere);
    var asked = changes.stream().flatMap(change -> onTags(schema, change)).toList();
    var properties = entity.properties();
    for (var change : asked) {
      if (isInput(schema, change) || change.path().root().equals(ALL_TAGS)) {
        properties = applied(account, type, properties, change);
      }
    }
    var chosen = chosenByAws(account, type, entity.properties());
    asked.forEach(change -> chosen.remove(change.path().root()));
    var changed = updated(account, schema, type, entity, properties, chosen);
    var told = changed.entity().properties();
    for (var change : asked) {
      if (!isInput(schema, change)) {
        told = applied(account, type, told, change);
      }
    }
    return changed.account().with(changed.entity().with(told)).in(everywhere.region());
  }

  /**
   * The account without an entity.
   *
   * @throws Refused if AWS would not delete it
   */
  public Account delete(Account everywhere, Entity entity) {
    var type = resourceType(schema(entity));
    var account = seenFrom(entity, everywhere);
    try {
      var without = type.delete(account, entity, type.imported(entity.properties()));
      if (without.equals(account)) {
        throw new Refused(
            List.of("%s: AWS deletes it only with its parent.".formatted(entity.id())));
      }
      return without.in(everywhere.region());
    } catch (AwsFault fault) {
      throw new Refused(List.of("AWS refuses: " + fault.getMessage()));
    }
  }

  private static Account seenFrom(Entity entity, Account account) {
    return entity.region().equals(Entity.GLOBAL) ? account : account.in(entity.region());
  }

  private static ResourceType resourceType(ResourceSchema schema) {
    return ResourceTypes.of(schema);
  }

  private static boolean isInput(ResourceSchema schema, Change change) {
    return schema.inputs().properties().containsKey(change.path().root());
  }

  private static Stream<String> faults(ResourceSchema schema, ResourceType type, Change change) {
    var path = change.path();
    var traits = type.traits();
    try {
      var unused = SchemaPath.type(schema, path);
    } catch (IllegalArgumentException fault) {
      return Stream.of(String.valueOf(fault.getMessage()));
    }
    if (traits.replacedBy().contains(path.root())) {
      return Stream.of(
          "%s: AWS cannot change %s of an existing %s; you can only delete it."
              .formatted(path, path.root(), traits.label()));
    } else if (traits.unread().contains(path.root())) {
      return Stream.of(
          "%s: the provider cannot read %s of an existing %s, so refresh would not show the drift."
              .formatted(path, path.root(), traits.label()));
    }
    return Stream.of();
  }

  /** AWS has one set of tags; only the provider distinguishes default tags. */
  private static Stream<Change> onTags(ResourceSchema schema, Change change) {
    var root = change.path().root();
    boolean isTag = root.equals(TAGS) || root.equals(ALL_TAGS);
    return isTag && schema.outputs().properties().containsKey(ALL_TAGS)
        ? Stream.of(TAGS, ALL_TAGS)
            .map(each -> new Change(change.path().from(each), change.value()))
        : Stream.of(change);
  }

  private static Fields applied(
      Account account, ResourceType type, Fields properties, Change change) {
    var path = change.path();
    try {
      if (change.value().isEmpty()) {
        return path.in(properties).isPresent() ? path.remove(properties) : properties;
      }
      boolean isHidden =
          path.in(properties).filter(Value.Fingerprint.class::isInstance).isPresent()
              || type.traits().secrets().contains(path.root());
      var value = change.value().get();
      return path.set(
          properties,
          isHidden ? new Value.Fingerprint(account.fingerprint("drift:" + value)) : value);
    } catch (IllegalArgumentException fault) {
      throw new Refused(List.of(String.valueOf(fault.getMessage())));
    }
  }

  /** The properties whose values AWS chose, and so may change with the others. */
  private static Set<String> chosenByAws(Account account, ResourceType type, Fields properties) {
    return type.traits().filledByAws().stream()
        .filter(name -> properties.has(name) && !type.traits().replacedBy().contains(name))
        .filter(name -> properties.get(name).equals(choice(account, type, properties, name)))
        .collect(toCollection(TreeSet::new));
  }

  private static Optional<Value> choice(
      Account account, ResourceType type, Fields properties, String name) {
    try {
      return type.settle(account, properties.without(List.of(name))).get(name);
    } catch (AwsFault fault) {
      return Optional.empty();
    }
  }

  /** The entity after AWS's update call. */
  private static ResourceType.Made updated(
      Account account,
      ResourceSchema schema,
      ResourceType type,
      Entity entity,
      Fields changed,
      Set<String> chosen) {
    if (changed.equals(entity.properties())) {
      return new ResourceType.Made(account, entity);
    }
    var properties = changed.without(chosen);
    var failures = failures(schema, type, properties);
    failures.removeAll(failures(schema, type, entity.properties().without(chosen)));
    if (!failures.isEmpty()) {
      throw new Refused(
          failures.stream()
              .map(failure -> "%s: %s.".formatted(failure.path(), failure.reason()))
              .toList());
    }
    try {
      type.requireReferences(account, inputs(schema, properties));
      var settled = type.settle(account, properties);
      type.admit(account, settled);
      return type.update(account, entity, settled);
    } catch (AwsFault fault) {
      throw new Refused(List.of("AWS refuses: " + fault.getMessage()));
    }
  }

  private static Set<Failure> failures(
      ResourceSchema schema, ResourceType type, Fields properties) {
    var given = inputs(schema, properties);
    var checked = Inputs.of(given, false);
    type.check(checked);
    return Stream.concat(Conformance.failures(schema, given).stream(), checked.failures().stream())
        .collect(toCollection(LinkedHashSet::new));
  }

  private static Fields inputs(ResourceSchema schema, Fields properties) {
    return properties.only(schema.inputs().properties().keySet());
  }
}
