package io.datatier.rehearsal.provider;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Protects secrets. Resource types see plain values; results for the engine are marked secret where
 * their source was; and the account stores a fingerprint instead of each secret and file content.
 */
final class Seals {

  private static final Value LOST = Value.of("(changed outside Pulumi; not shown)");

  private Seals() {}

  /** The values with no secret marks. */
  static Fields open(Fields sealed) {
    return sealed.mapped(Seals::open);
  }

  private static Value open(Value value) {
    return value instanceof Value.Secret secret ? open(secret.value()) : value.mapped(Seals::open);
  }

  /** Plain values, marked secret where the model is and, at the top level, by name. */
  static Fields seal(Fields plain, Fields model, Set<String> always) {
    var sealed = new TreeMap<String, Value>();
    plain
        .values()
        .forEach(
            (name, value) -> {
              var like = always.contains(name) ? new Value.Secret(value) : like(model, name);
              sealed.put(name, seal(value, like));
            });
    return new Fields(sealed);
  }

  private static Value seal(Value plain, @Nullable Value model) {
    if (plain instanceof Fields fields && model instanceof Fields like) {
      return seal(fields, like, Set.of());
    } else if (plain instanceof Value.Items items
        && model instanceof Value.Items like
        && items.values().size() == like.values().size()) {
      return new Value.Items(
          IntStream.range(0, items.values().size())
              .mapToObj(i -> seal(items.values().get(i), like.values().get(i)))
              .toList());
    }
    return model != null && isSealed(model) ? new Value.Secret(plain) : plain;
  }

  private static boolean isSealed(Value value) {
    return value instanceof Value.Secret || value.children().anyMatch(Seals::isSealed);
  }

  /** The values in the form that the account may store. */
  static Fields forAccount(Fields sealed, Account account) {
    return sealed.mapped(value -> forAccount(value, account));
  }

  private static Value forAccount(Value value, Account account) {
    if (value instanceof Value.Secret secret) {
      var content = forAccount(open(secret.value()), account);
      return new Value.Fingerprint(account.fingerprint("secret:" + content));
    } else if (value instanceof Value.Opaque opaque) {
      return opaque.kind() == Value.Opaque.Kind.RESOURCE
          ? Value.of(opaque.identity())
          : new Value.Fingerprint(account.fingerprint("file:" + opaque.identity()));
    }
    return value.mapped(each -> forAccount(each, account));
  }

  /** The names of the account's values that are only fingerprints. */
  static Set<String> hidden(Fields kept) {
    return kept.values().entrySet().stream()
        .filter(each -> each.getValue() instanceof Value.Fingerprint)
        .map(Map.Entry::getKey)
        .collect(toUnmodifiableSet());
  }

  /** The account's values, with fingerprints replaced by the remembered values they match. */
  static Fields restore(Fields kept, Fields remembered, Account account) {
    var restored = new TreeMap<String, Value>();
    kept.values()
        .forEach(
            (name, value) -> restored.put(name, restore(value, at(remembered, name), account)));
    return new Fields(restored);
  }

  private static Value restore(Value kept, @Nullable Value remembered, Account account) {
    if (kept instanceof Value.Fingerprint) {
      return Optional.ofNullable(remembered)
          .filter(
              value ->
                  forAccount(value, account).equals(kept)
                      || forAccount(new Value.Secret(value), account).equals(kept))
          .orElse(LOST);
    } else if (kept instanceof Fields fields) {
      return restore(fields, remembered instanceof Fields before ? before : Fields.NONE, account);
    }
    var before = Stream.ofNullable(remembered).flatMap(Value::children).iterator();
    return kept.mapped(each -> restore(each, before.hasNext() ? before.next() : null, account));
  }

  /** The combined tags are as secret as the tags they come from. */
  private static @Nullable Value like(Fields model, String name) {
    return name.equals("tagsAll") && model.get("tags").filter(Seals::isSealed).isPresent()
        ? at(model, "tags")
        : at(model, name);
  }

  private static @Nullable Value at(Fields fields, String name) {
    return fields.get(name).orElse(null);
  }
}
