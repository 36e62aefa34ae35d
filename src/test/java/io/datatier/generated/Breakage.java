package io.datatier.generated;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.datatier.config.Bounds;
import io.datatier.config.Form;
import io.datatier.config.Key;
import io.datatier.config.Kind;
import io.datatier.config.ValueOrObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What can be done wrong to one key by its declaration, whatever stands beside it. */
final class Breakage {

  private static final List<String> NAMES =
      List.of("", " ", ".", "a.b", "[0]", "Größe", "😀", "\u0000", "a\nb", "__proto__");

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          GeneratedStack.CANARY,
          "-",
          "７",
          "0x10",
          "1e3",
          "1.5.2",
          "99999999999",
          "-1",
          "NaN",
          "TRUE",
          "yes",
          "10 m",
          "１０s",
          "a b",
          "Größe",
          "😀",
          "\u0000",
          "line\nbreak",
          "${PATH}",
          "%s%n",
          "../../etc/passwd",
          "'; DROP TABLE users; --",
          "a".repeat(100_000),
          "-a".repeat(20_000),
          "arn:aws:",
          "null");

  private final Random random;
  private final List<Site> sites = new ArrayList<>();

  private Breakage(Random random) {
    this.random = random;
  }

  /**
   * One fault.
   *
   * @param key the full key that is to be blamed
   * @param what was done, in words
   */
  record Fault(String key, String what) {}

  /** An object in a configuration, and the section that declares what may be in it. */
  private record Site(String path, Form.Keyed section, JsonObject object) {

    String path(Key key) {
      return path(key.name());
    }

    String path(String name) {
      return path + name;
    }
  }

  /** Breaks one key somewhere in {@code keys}. */
  static Fault breakOne(Key namespace, JsonObject keys, Random random) {
    var breakage = new Breakage(random);
    breakage.visit(new Site(namespace.name() + ":", namespace.section().orElseThrow(), keys));
    return breakage.breakOne();
  }

  private void visit(Site site) {
    sites.add(site);
    for (var key : site.section().keys()) {
      var value = site.object().get(key.name());
      if (value instanceof JsonObject object && key.form() instanceof Form.Keyed section) {
        visit(new Site(site.path(key) + ".", section, object));
      } else if (value instanceof JsonObject object && key.form() instanceof ValueOrObject either) {
        visit(new Site(site.path(key) + ".", either.object(), object));
      } else if (value instanceof JsonArray array && key.section().isPresent()) {
        for (var index = 0; index < array.size(); index++) {
          if (array.get(index) instanceof JsonObject each) {
            visit(new Site(site.path(key) + "[" + index + "].", key.section().get(), each));
          }
        }
      }
    }
  }

  private Fault breakOne() {
    var site = oneOf(sites);
    var given =
        site.section().keys().stream().filter(key -> site.object().has(key.name())).toList();
    if (given.isEmpty() || random.nextInt(6) == 0) {
      return addUnknown(site);
    }
    var key = oneOf(given);
    if (random.nextInt(6) == 0 && canBeMissed(site, key)) {
      return leaveOut(site, key);
    }
    return misuse(site, key);
  }

  private Fault addUnknown(Site site) {
    var near = oneOf(site.section().keys()).name();
    var name = random.nextBoolean() ? near + "x" : oneOf(NAMES);
    if (site.section().keys().stream().anyMatch(key -> key.name().equals(name))) {
      return addUnknown(site);
    }
    site.object().addProperty(name, GeneratedStack.CANARY);
    return new Fault(site.path(name), "an unknown key");
  }

  // Without the other keys of its alternative, nobody would know that it is missed.
  private static boolean canBeMissed(Site site, Key key) {
    return key.purpose().isPresent()
        && !(key.form() instanceof Form.Keyed)
        && (site.section().alternatives().size() == 1
            || site.section().alternatives().stream()
                .filter(it -> it.keys().contains(key))
                .flatMap(it -> it.keys().stream())
                .anyMatch(other -> !other.equals(key) && decides(site, other)));
  }

  // The group of endpoints may stand beside the keys of no VPC.
  private static boolean decides(Site site, Key key) {
    return site.object().has(key.name()) && !key.name().equals("endpointSecurityGroup");
  }

  private Fault leaveOut(Site site, Key key) {
    if (random.nextBoolean()) {
      site.object().remove(key.name());
    } else {
      site.object().add(key.name(), JsonNull.INSTANCE);
    }
    return new Fault(site.path(key), "a missing key");
  }

  private Fault misuse(Site site, Key key) {
    if (key.form() instanceof Form.Value setting) {
      return put(site.path(key), site.object(), key.name(), wrong(setting));
    } else if (key.form() instanceof Form.Listed list && list.each() instanceof Form.Value each) {
      return misuseElement(site, key, each);
    } else if (key.form() instanceof Form.Mapped) {
      return put(site.path(key), site.object(), key.name(), oneOf(List.of(text(), listOf(text()))));
    } else if (key.form() instanceof ValueOrObject) {
      return put(site.path(key), site.object(), key.name(), listOf(text()));
    } else if (key.form() instanceof Form.Listed) {
      return put(
          site.path(key),
          site.object(),
          key.name(),
          oneOf(List.of(text(), new JsonObject(), new JsonPrimitive(7))));
    }
    return put(
        site.path(key),
        site.object(),
        key.name(),
        oneOf(List.of(text(), new JsonArray(), new JsonPrimitive(true))));
  }

  private Fault misuseElement(Site site, Key list, Form.Value each) {
    // Perhaps it was made something else already.
    var elements =
        site.object().get(list.name()) instanceof JsonArray array ? array : new JsonArray();
    if (elements.isEmpty() || random.nextInt(4) == 0) {
      return put(
          site.path(list), site.object(), list.name(), oneOf(List.of(text(), new JsonObject())));
    }
    var index = random.nextInt(elements.size());
    elements.set(index, wrong(each));
    return new Fault(site.path(list) + "[" + index + "]", describe(elements.get(index)));
  }

  private static Fault put(String path, JsonObject object, String name, JsonElement value) {
    object.add(name, value);
    return new Fault(path, describe(value));
  }

  private static String describe(JsonElement value) {
    var text = value.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }

  /** What {@code setting} cannot be, by its declaration. */
  private JsonElement wrong(Form.Value setting) {
    if (random.nextInt(4) == 0) {
      return oneOf(List.of(new JsonObject(), new JsonArray(), listOf(text()), deep()));
    }
    var bounds = setting.bounds();
    var texts =
        TEXTS.stream().filter(mayBe(setting.kind(), bounds).negate()).map(JsonPrimitive::new);
    var beyond = beyond(setting).map(JsonPrimitive::new);
    var choices = Stream.concat(texts, beyond).toList();
    return choices.isEmpty() ? new JsonObject() : oneOf(choices);
  }

  /** Whether a text may be lawful; nothing is known of texts without bounds. */
  private static Predicate<String> mayBe(Kind kind, Bounds bounds) {
    if (kind == Kind.TEXT) {
      return text ->
          bounds.like().filter(it -> text.length() >= 1000 || !it.matcher(text).matches()).isEmpty()
              && (bounds.choices().isEmpty() || bounds.choices().contains(text));
    }
    return text -> text.equals("true") || text.matches("-?[0-9]{1,9}");
  }

  private static Stream<String> beyond(Form.Value setting) {
    return setting.range().stream()
        .flatMap(
            between ->
                Stream.concat(
                    Stream.of(moved(setting, between.least(), -1)),
                    between.most().map(most -> moved(setting, most, 1)).stream()));
  }

  private static String moved(Form.Value setting, String bound, int by) {
    return setting.kind().read(new JsonPrimitive(bound)) instanceof Duration duration
        ? duration.toSeconds() + by + "s"
        : new BigDecimal(bound).add(BigDecimal.valueOf(by)).toPlainString();
  }

  private static JsonElement text() {
    return new JsonPrimitive(GeneratedStack.CANARY);
  }

  private static JsonArray listOf(JsonElement element) {
    var list = new JsonArray();
    list.add(element);
    return list;
  }

  private static JsonElement deep() {
    return Collections.nCopies(500, "").stream()
        .reduce(listOf(text()), (inner, nothing) -> listOf(inner), (one, other) -> one);
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
