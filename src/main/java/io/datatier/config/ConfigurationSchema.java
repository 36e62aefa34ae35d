package io.datatier.config;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/**
 * The JSON schema of a stack's file, from the declared keys. What takes more than one key to judge,
 * it leaves to the program. Nothing but a section's own keys is required, because projects and
 * environments configure stacks too. It knows what people write by hand: values that the engine
 * encrypted, and sections given as one JSON text, are for the program alone.
 */
public final class ConfigurationSchema {

  private static final String QUOTED_INTEGER = "^-?[0-9]{1,9}$";
  private static final String QUOTED_NUMBER = "^-?[0-9]{1,9}(?:\\.[0-9]{1,9})?$";
  private static final String DURATION = "^[0-9]{1,9}[smh]$";
  private static final String SHORT_DURATION = "^[0-9]{1,9}(?:ms|[smh])$";

  private static final JsonArray BOOLEANS =
      array(
          List.of(
              new JsonPrimitive(true),
              new JsonPrimitive(false),
              new JsonPrimitive("true"),
              new JsonPrimitive("false")),
          Function.identity());

  private ConfigurationSchema() {}

  /** The schema of a file with {@code root} among its namespaces. */
  public static JsonObject of(Section root) {
    var properties = new JsonObject();
    root.keys().forEach(key -> properties.add(root.name() + ":" + key.name(), key(key)));
    var others = new JsonObject();
    others.add("^(?!" + root.name() + ":)", new JsonPrimitive(true));
    var config = typed("object");
    config.add("properties", properties);
    config.add("patternProperties", others);
    config.addProperty("additionalProperties", false);
    var file = new JsonObject();
    file.addProperty("$schema", "https://json-schema.org/draft/2020-12/schema");
    file.addProperty("title", "A stack's file, Pulumi.<stack>.yaml");
    file.addProperty("type", "object");
    file.add("properties", with("config", config));
    return file;
  }

  /** What {@code setting} is where it is not given, as YAML would have it. */
  public static JsonElement valueOf(Setting<?> setting, String text) {
    if (setting.kind() == Kind.INTEGER) {
      return new JsonPrimitive(Integer.valueOf(text));
    }
    return setting.kind() == Kind.BOOLEAN
        ? new JsonPrimitive(Boolean.valueOf(text))
        : new JsonPrimitive(text);
  }

  private static JsonObject key(Key key) {
    if (key instanceof Setting<?> setting) {
      return setting(setting);
    }
    if (key instanceof SettingList<?> list) {
      return list(list.each().allowed(), setting(list.each()), list.least(), list.most());
    }
    if (key instanceof SettingMap<?> map) {
      return map(map.each().allowed(), setting(map.each()));
    }
    if (key instanceof SettingOrSection<?> either) {
      var alternatives = new JsonArray();
      alternatives.add(undescribed(setting(either.setting())));
      alternatives.add(undescribed(section(either.section())));
      var result = described(either.setting().allowed());
      result.add("anyOf", alternatives);
      return result;
    }
    if (key instanceof SectionList list) {
      return list(list.each().prose(), section(list.each()), list.least(), list.most());
    }
    return section((Section) key);
  }

  private static JsonObject section(Section section) {
    var result = described(section.prose());
    result.addProperty("type", "object");
    var properties = new JsonObject();
    section.keys().forEach(key -> properties.add(key.name(), key(key)));
    result.add("properties", properties);
    result.addProperty("additionalProperties", false);
    var alternatives = section.alternatives();
    if (alternatives.size() > 1) {
      result.add("oneOf", array(alternatives, it -> alternative(section, it)));
    } else if (!required(alternatives.get(0)).isEmpty()) {
      result.add("required", required(alternatives.get(0)));
    }
    return result;
  }

  private static JsonObject alternative(Section section, Section.Alternative alternative) {
    var refused = new JsonObject();
    section.keys().stream()
        .filter(key -> !alternative.keys().contains(key))
        .forEach(key -> refused.addProperty(key.name(), false));
    var result = new JsonObject();
    result.addProperty("title", alternative.title());
    result.add("required", required(alternative));
    result.add("properties", refused);
    return result;
  }

  private static JsonArray required(Section.Alternative alternative) {
    return array(
        alternative.keys().stream().filter(key -> key.purpose().isPresent()).toList(),
        key -> new JsonPrimitive(key.name()));
  }

  private static JsonObject list(String description, JsonObject items, int least, int most) {
    var result = described(description);
    result.addProperty("type", "array");
    result.add("items", undescribed(items));
    if (least > 0) {
      result.addProperty("minItems", least);
    }
    if (most < Integer.MAX_VALUE) {
      result.addProperty("maxItems", most);
    }
    return result;
  }

  // Values of the user's own look like numbers as often as not.
  private static JsonObject map(String description, JsonObject values) {
    values.add("type", array(List.of("string", "number", "boolean"), JsonPrimitive::new));
    var result = described(description);
    result.addProperty("type", "object");
    result.add("additionalProperties", undescribed(values));
    return result;
  }

  private static JsonObject setting(Setting<?> setting) {
    var result = described(description(setting));
    if (setting.byDefault() instanceof Default.Value value) {
      result.add("default", valueOf(setting, value.text()));
    }
    if (setting.kind() == Kind.INTEGER) {
      integer(setting.bounds(), result);
    } else if (setting.kind() == Kind.NUMBER) {
      number("number", QUOTED_NUMBER, setting.bounds(), result);
    } else if (setting.kind() == Kind.BOOLEAN) {
      result.add("enum", BOOLEANS);
    } else if (setting.kind() == Kind.DURATION) {
      result.addProperty("type", "string");
      result.addProperty("pattern", DURATION);
    } else if (setting.kind() == Kind.SHORT_DURATION) {
      result.addProperty("type", "string");
      result.addProperty("pattern", SHORT_DURATION);
    } else {
      text(setting, result);
    }
    return result;
  }

  private static String description(Setting<?> setting) {
    return setting.byDefault() instanceof Default.Words words
        ? "%s. Default: %s".formatted(setting.allowed(), words.text())
        : setting.allowed();
  }

  private static void integer(Bounds bounds, JsonObject result) {
    if (bounds instanceof Bounds.OneOf terms) {
      var number = typed("integer");
      number.add("enum", array(terms.choices(), term -> new JsonPrimitive(Integer.valueOf(term))));
      var quoted = typed("string");
      quoted.addProperty("pattern", "^(?:" + String.join("|", terms.choices()) + ")$");
      result.add("anyOf", array(List.of(number, quoted), Function.identity()));
      return;
    }
    number("integer", QUOTED_INTEGER, bounds, result);
  }

  private static void number(String type, String quoted, Bounds bounds, JsonObject result) {
    result.add("type", array(List.of(type, "string"), JsonPrimitive::new));
    result.addProperty("pattern", quoted);
    if (bounds instanceof Bounds.Between between) {
      result.addProperty("minimum", new BigDecimal(between.least()));
      between.most().ifPresent(most -> result.addProperty("maximum", new BigDecimal(most)));
    }
  }

  private static void text(Setting<?> setting, JsonObject result) {
    if (isNumber(setting.byDefault())) {
      result.add("type", array(List.of("string", "number"), JsonPrimitive::new));
    } else {
      result.addProperty("type", "string");
    }
    if (setting.bounds() instanceof Bounds.OneOf choice) {
      result.add("enum", array(choice.choices(), JsonPrimitive::new));
    } else if (setting.bounds() instanceof Bounds.Like like) {
      result.addProperty("pattern", "^(?:" + like.pattern() + ")$");
    } else if (setting.bounds() instanceof Bounds.NoLongerThan longest) {
      result.addProperty("minLength", 1);
      result.addProperty("maxLength", longest.characters());
    }
  }

  // YAML takes such a text for a number unless it is quoted, and the program takes both.
  private static boolean isNumber(Default byDefault) {
    return byDefault instanceof Default.Value value && value.text().matches("[0-9.]+");
  }

  private static JsonObject typed(String type) {
    return with("type", new JsonPrimitive(type));
  }

  private static JsonObject described(String description) {
    return with("description", new JsonPrimitive(description));
  }

  /** What is part of something that is described already. */
  private static JsonObject undescribed(JsonObject part) {
    part.remove("description");
    return part;
  }

  private static JsonObject with(String name, JsonElement value) {
    var result = new JsonObject();
    result.add(name, value);
    return result;
  }

  private static <T> JsonArray array(List<T> values, Function<T, ? extends JsonElement> element) {
    var result = new JsonArray();
    values.forEach(value -> result.add(element.apply(value)));
    return result;
  }
}
