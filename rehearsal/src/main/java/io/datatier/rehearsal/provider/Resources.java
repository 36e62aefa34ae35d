package io.datatier.rehearsal.provider;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AccountFile.Change;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Transition;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.Lookup;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.ResourceType.Made;
import io.datatier.rehearsal.core.ResourceTypes;
import io.datatier.rehearsal.core.SilentProblems;
import io.datatier.rehearsal.core.Work;
import io.datatier.rehearsal.fault.Call;
import io.datatier.rehearsal.fault.Call.Kind;
import io.datatier.rehearsal.schema.AwsSchema;
import io.datatier.rehearsal.schema.ResourceSchema;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The lifecycle of resources: what each engine call does to the account. */
final class Resources {

  private final AwsSchema schemas = new AwsSchema();
  private final Ledger ledger;
  private final Region region;
  private final Consumer<String> notes;
  private final Set<String> noted = ConcurrentHashMap.newKeySet();

  /**
   * The resources of one account in one region.
   *
   * @param notes receives messages for the user
   */
  Resources(Ledger ledger, Region region, Consumer<String> notes) {
    this.ledger = ledger;
    this.region = region;
    this.notes = notes;
  }

  /**
   * The state of a resource.
   *
   * @param id its id; empty in a preview, where it is unknown
   * @param properties its outputs, including its inputs
   */
  record State(String id, Fields properties) {}

  /** The state of a resource, with the inputs that match it. */
  record Current(State state, Fields inputs) {}

  Optional<ResourceSchema> schema(String type) {
    return schemas.of(type);
  }

  Region region() {
    return region;
  }

  ResourceType resourceType(ResourceSchema schema) {
    if (!ResourceTypes.types().contains(schema.type()) && noted.add(schema.type())) {
      notes.accept("%s: the rehearsal checks it only against its schema.".formatted(schema.type()));
    }
    return ResourceTypes.of(schema);
  }

  /**
   * Creates a resource, or in a preview returns what is known in advance.
   *
   * @param name its name in the program
   */
  State create(ResourceSchema schema, String name, Fields sealed, boolean preview) {
    var type = resourceType(schema);
    var inputs = Seals.open(sealed);
    var always = type.traits().secrets();
    if (preview) {
      explain("creating", type, inputs, () -> type.requireReferences(account(), inputs));
      return new State("", Seals.seal(foreseen(schema, type, inputs), sealed, always));
    }
    var created =
        explain(
            "creating",
            type,
            inputs,
            () ->
                ledger.change(
                    new Call(Kind.CREATE, schema.type(), name),
                    region.name(),
                    account -> {
                      type.traits().requireQuota(account, inputs);
                      type.requireReferences(account, inputs);
                      var settled =
                          type.settle(account, region.tagged(schema, named(account, type, inputs)));
                      type.admit(account, settled);
                      type.traits().requireFree(account, settled);
                      var made = type.create(account, settled);
                      return kept(made, type.creation(made.entity().properties()), sealed, always);
                    }));
    await(type, name, created.id());
    var account = account();
    type.find(account, created.id())
        .ifPresent(entity -> type.remarks(account, entity).forEach(notes));
    return created;
  }

  /** The outputs that a preview of a create knows. */
  private Fields foreseen(ResourceSchema schema, ResourceType type, Fields inputs) {
    var foreseen = region.tagged(schema, inputs);
    var later = new TreeSet<>(schema.computed());
    type.traits().filledByAws().stream()
        .filter(schema.outputs().properties()::containsKey)
        .forEach(later::add);
    for (var name : later) {
      foreseen = foreseen.withDefault(name, Value.unknown());
    }
    return foreseen;
  }

  /** The provider generates names from prefixes on create. */
  private static Fields named(Account account, ResourceType type, Fields inputs) {
    var property = type.traits().name();
    return inputs
        .text(property + "Prefix")
        .map(prefix -> prefix + Ids.hex(account, "prefixed", 26))
        .map(name -> inputs.withDefault(property, name))
        .orElse(inputs);
  }

  /** Stores the entity without secrets, and returns the full state to the engine. */
  private static Change<State> kept(
      Made made, Optional<Work> doing, Fields model, Set<String> always) {
    var entity =
        doing
            .map(work -> made.entity().entering(work.from(made.account().now())))
            .orElse(made.entity());
    var outputs = Seals.seal(entity.properties(), model, always);
    var kept = entity.with(Seals.forAccount(outputs, made.account()));
    return new Change<>(made.account().with(kept), new State(entity.id(), outputs));
  }

  /** Waits until an entity is no longer pending, as the provider does after most calls. */
  private void await(ResourceType type, String name, String id) {
    var account = account();
    type.find(account, id)
        .flatMap(entity -> entity.transitionAt(account.now()))
        .ifPresent(transition -> ledger.await(transition, name));
  }

  /** Reads a resource; empty if it no longer exists. */
  Optional<Current> read(
      ResourceSchema schema, String name, String id, Fields state, Fields inputs) {
    var type = resourceType(schema);
    var call = new Call(Kind.READ, schema.type(), name);
    var account =
        explain("reading", type, Seals.open(state), () -> ledger.read(call, region.name()));
    return type.find(account, id)
        .map(
            entity -> {
              SilentProblems.of(account, entity).forEach(notes);
              var before = Seals.open(state);
              var told = type.read(account, entity, before);
              var now =
                  Seals.restore(told, before, account).with(before.only(type.traits().unread()));
              var always = type.traits().secrets();
              if (inputs.names().isEmpty()) {
                return imported(schema, type, entity, now);
              }
              var given = Refresh.inputs(schema, type.traits(), Seals.open(inputs), before, now);
              return new Current(
                  new State(entity.id(), Seals.seal(now, state, always)),
                  Seals.seal(given, inputs, always));
            });
  }

  /** An imported resource. AWS returns neither secrets nor file contents. */
  private static Current imported(
      ResourceSchema schema, ResourceType type, Entity entity, Fields now) {
    var told = type.imported(now.without(Seals.hidden(entity.properties())));
    var always = type.traits().secrets();
    var inputs = Inputs.of(Refresh.imported(schema, told), false);
    type.check(inputs);
    return new Current(
        new State(entity.id(), Seals.seal(told, Fields.NONE, always)),
        Seals.seal(inputs.values(), Fields.NONE, always));
  }

  /**
   * Updates a resource in place, or in a preview returns what is known in advance.
   *
   * @param ignored properties that stay as they are; the engine sends the inputs of before for them
   *     (pkg/resource/deploy/step_generator.go, processIgnoreChanges), which AWS may have left
   *     behind
   */
  Fields update(
      ResourceSchema schema,
      String name,
      String id,
      Fields state,
      Fields oldInputs,
      Fields sealed,
      Collection<String> ignored,
      boolean preview) {
    var type = resourceType(schema);
    var before = Seals.open(state);
    var inputs = type.planned(before, Seals.open(sealed));
    var applied = inputs.without(ignored);
    var always = type.traits().secrets();
    var removed = new TreeSet<>(oldInputs.names());
    removed.removeAll(ignored);
    removed.removeAll(inputs.names());
    removed.removeAll(type.traits().filledByAws());
    if (preview) {
      explain("updating", type, inputs, () -> type.requireReferences(account(), inputs));
      var foreseen = before.without(removed).with(applied);
      for (var recomputed : type.recomputed(before, foreseen)) {
        foreseen = foreseen.with(recomputed, Value.unknown());
      }
      return Seals.seal(region.tagged(schema, foreseen), sealed, always);
    }
    var updated =
        explain(
            "updating",
            type,
            inputs,
            () ->
                ledger.change(
                    new Call(Kind.UPDATE, schema.type(), name),
                    region.name(),
                    account -> {
                      var existing = existing(type, account, id);
                      type.allowUpdate(account, existing);
                      type.requireReferences(account, inputs);
                      var merged =
                          Seals.restore(existing.properties(), before, account)
                              .without(removed)
                              .with(applied);
                      var settled = type.settle(account, region.tagged(schema, merged));
                      type.admit(account, settled);
                      var made = type.update(account, existing, settled, before);
                      return kept(made, type.modification(existing, made.entity()), sealed, always);
                    }));
    await(type, name, updated.id());
    return updated.properties();
  }

  private static Entity existing(ResourceType type, Account account, String id) {
    return type.find(account, id)
        .orElseThrow(
            () ->
                new AwsFault(
                    "ResourceNotFound",
                    "%s is no longer in the account: run pulumi refresh.".formatted(id)));
  }

  /** Deletes a resource. One that no longer exists is not an error. */
  void delete(ResourceSchema schema, String name, String id, Fields state) {
    var type = resourceType(schema);
    var opened = Seals.open(state);
    explain(
        "deleting",
        type,
        opened,
        () ->
            ledger.change(
                new Call(Kind.DELETE, schema.type(), name),
                region.name(),
                account ->
                    new Change<>(
                        type.find(account, id)
                            .map(entity -> without(type, account, entity, opened))
                            .orElse(account),
                        true)));
    await(type, name, id);
  }

  /** An entity that AWS takes time to delete exists until the deletion is over. */
  private static Account without(ResourceType type, Account account, Entity entity, Fields state) {
    if (entity.isBeingDeleted()) {
      return account;
    }
    type.allowDelete(account, entity, state);
    var without = type.delete(account, entity, state);
    return type.deletionTime(state)
        .map(time -> new Work(Transition.DELETING, time).from(account.now()))
        .filter(begun -> without.find(entity.type(), entity.id()).isEmpty())
        .map(begun -> without.with(entity.entering(begun)))
        .orElse(without);
  }

  /** Answers a function. */
  Fields lookUp(Lookup lookup, Fields arguments) {
    var token = lookup.token();
    var call = new Call(Kind.READ, token, token.substring(token.lastIndexOf(':') + 1));
    return lookup.answer(ledger.read(call, region.name()), arguments);
  }

  private Account account() {
    return ledger.read(region.name());
  }

  private static void explain(String doing, ResourceType type, Fields properties, Runnable action) {
    explain(
        doing,
        type,
        properties,
        () -> {
          action.run();
          return true;
        });
  }

  /** Adds the operation and the resource to an error, as the provider does. */
  private static <T> T explain(
      String doing, ResourceType type, Fields properties, Supplier<T> action) {
    try {
      return action.get();
    } catch (AwsFault fault) {
      var name = properties.text(type.traits().name()).map(" (%s)"::formatted);
      throw new Refusal(
          "%s %s%s: %s"
              .formatted(doing, type.traits().label(), name.orElse(""), fault.getMessage()),
          fault);
    }
  }

  /** An AWS error with the operation that failed. */
  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    Refusal(String message, AwsFault cause) {
      super(message, cause);
    }
  }
}
