package io.datatier.config;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/**
 * The JSON schema of a stack's file, from the declared keys. It does not check rules between keys;
 * the program does. It requires keys only inside a section, because projects and environments
 * configure stacks too. It covers what people write by hand, not encrypted values or sections given
 * as one JSON string.
 */
public final class ConfigurationSchema {

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
  public static JsonObject of(Key root) {
    var properties = new JsonObject();
    root.section()
        .orElseThrow()
        .keys()
        .forEach(key -> properties.add(root.name() + ":" + key.name(), key(key)));
    var others = new JsonObject();
    others.add("^(?!" + root.name() + ":)", new JsonPrimitive(true));
    var config = with("type", new JsonPrimitive("object"));
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

  /** A default of {@code kind} as a YAML value. */
  public static JsonPrimitive valueOf(Kind kind, String text) {
    if (kind == Kind.INTEGER) {
      return new JsonPrimitive(Integer.valueOf(text));
    }
    return kind == Kind.BOOLEAN
        ? new JsonPrimitive(Boolean.valueOf(text))
        : new JsonPrimitive(text);
  }

  private static JsonObject key(Key key) {
    var result = with("description", new JsonPrimitive(description(key)));
    if (key.form() instanceof Form.Value value && key.byDefault() instanceof Default.Value given) {
      result.add("default", valueOf(value.kind(), given.text()));
    }
    form(key.form(), key.byDefault()).asMap().forEach(result::add);
    return result;
  }

  private static String description(Key key) {
    return key.form() instanceof Form.Value && key.byDefault() instanceof Default.Words words
        ? "%s. Default: %s".formatted(key.allowed(), words.text())
        : key.allowed();
  }

  private static JsonObject form(Form form, Default byDefault) {
    if (form instanceof Form.Value value) {
      return value(value, byDefault);
    } else if (form instanceof Form.Listed list) {
      return list(list);
    } else if (form instanceof Form.Mapped map) {
      return map(map);
    } else if (form instanceof Spelling either) {
      var spellings = List.of(value(either.value(), byDefault), section(either.object()));
      return with("anyOf", array(spellings, Function.identity()));
    }
    return section((Form.Keyed) form);
  }

  private static JsonObject section(Form.Keyed section) {
    var properties = new JsonObject();
    section.keys().forEach(key -> properties.add(key.name(), key(key)));
    var result = with("type", new JsonPrimitive("object"));
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

  private static JsonObject alternative(Form.Keyed section, Form.KeySet alternative) {
    var refused = new JsonObject();
    section.keys().stream()
        .filter(key -> !alternative.keys().contains(key))
        .forEach(key -> refused.addProperty(key.name(), false));
    var result = with("title", new JsonPrimitive(alternative.title()));
    result.add("required", required(alternative));
    result.add("properties", refused);
    return result;
  }

  private static JsonArray required(Form.KeySet alternative) {
    return array(
        alternative.keys().stream().filter(key -> key.purpose().isPresent()).toList(),
        key -> new JsonPrimitive(key.name()));
  }

  private static JsonObject list(Form.Listed list) {
    var result = with("type", new JsonPrimitive("array"));
    result.add("items", form(list.each(), new Default.None()));
    if (list.least() > 0) {
      result.addProperty("minItems", list.least());
    }
    if (list.most() < Integer.MAX_VALUE) {
      result.addProperty("maxItems", list.most());
    }
    return result;
  }

  // The user's own values often look like numbers.
  private static JsonObject map(Form.Mapped map) {
    var values = value(map.each(), new Default.None());
    values.add("type", array(List.of("string", "number", "boolean"), JsonPrimitive::new));
    var result = with("type", new JsonPrimitive("object"));
    result.add("additionalProperties", values);
    return result;
  }

  private static JsonObject value(Form.Value value, Default byDefault) {
    var result = new JsonObject();
    if (value.kind() == Kind.INTEGER) {
      integer(value, result);
    } else if (value.kind() == Kind.NUMBER) {
      number("number", value, result);
    } else if (value.kind() == Kind.BOOLEAN) {
      result.add("enum", BOOLEANS);
    } else if (value.kind() == Kind.TEXT) {
      text(value.bounds(), byDefault, result);
    } else {
      result.addProperty("type", "string");
      result.addProperty("pattern", "^" + value.kind().pattern() + "$");
    }
    return result;
  }

  private static void integer(Form.Value value, JsonObject result) {
    if (value.bounds() instanceof Bounds.OneOf terms) {
      var number = with("type", new JsonPrimitive("integer"));
      number.add("enum", array(terms.choices(), term -> new JsonPrimitive(Integer.valueOf(term))));
      var quoted = with("type", new JsonPrimitive("string"));
      quoted.addProperty("pattern", "^(?:" + String.join("|", terms.choices()) + ")$");
      result.add("anyOf", array(List.of(number, quoted), Function.identity()));
      return;
    }
    number("integer", value, result);
  }

  private static void number(String type, Form.Value value, JsonObject result) {
    result.add("type", array(List.of(type, "string"), JsonPrimitive::new));
    result.addProperty("pattern", "^" + value.kind().pattern() + "$");
    if (value.bounds() instanceof Range range) {
      result.addProperty("minimum", new BigDecimal(range.least()));
      range.most().ifPresent(most -> result.addProperty("maximum", new BigDecimal(most)));
    }
  }

  private static void text(Bounds bounds, Default byDefault, JsonObject result) {
    if (isNumber(byDefault)) {
      result.add("type", array(List.of("string", "number"), JsonPrimitive::new));
    } else {
      result.addProperty("type", "string");
    }
    if (bounds instanceof Bounds.OneOf choice) {
      result.add("enum", array(choice.choices(), JsonPrimitive::new));
    } else if (bounds instanceof Bounds.Like like) {
      result.addProperty("pattern", "^(?:" + like.pattern() + ")$");
    }
  }

  // YAML reads such a string as a number unless it is quoted; the program accepts both.
  private static boolean isNumber(Default byDefault) {
    return byDefault instanceof Default.Value value && value.text().matches("[0-9.]+");
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
