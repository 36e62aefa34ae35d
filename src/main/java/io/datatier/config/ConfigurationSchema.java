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
public final class ConfigurationSchema implements FormVisitor<JsonObject> {

  private static final JsonArray BOOLEANS =
      array(
          List.of(
              new JsonPrimitive(true),
              new JsonPrimitive(false),
              new JsonPrimitive("true"),
              new JsonPrimitive("false")),
          Function.identity());

  private final Default byDefault;

  private ConfigurationSchema(Default byDefault) {
    this.byDefault = byDefault;
  }

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
    return switch (kind) {
      case INTEGER -> new JsonPrimitive(Integer.valueOf(text));
      case BOOLEAN -> new JsonPrimitive(Boolean.valueOf(text));
      default -> new JsonPrimitive(text);
    };
  }

  private static JsonObject key(Key key) {
    var result = with("description", new JsonPrimitive(description(key)));
    form(key.form(), key.byDefault()).asMap().forEach(result::add);
    return result;
  }

  private static String description(Key key) {
    return key.byDefault()
        .words()
        .filter(it -> key.form().isSingle())
        .map(it -> "%s. Default: %s".formatted(key.allowed(), it))
        .orElse(key.allowed());
  }

  private static JsonObject form(Form form, Default byDefault) {
    return form.accept(new ConfigurationSchema(byDefault));
  }

  @Override
  public JsonObject either(ValueOrObject either) {
    var spellings = List.of(value(either.value()), section(either.object()));
    return with("anyOf", array(spellings, Function.identity()));
  }

  @Override
  public JsonObject section(Form.Keyed section) {
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

  @Override
  public JsonObject list(Form.Listed list) {
    var result = with("type", new JsonPrimitive("array"));
    result.add("items", form(list.each(), Default.NONE));
    if (list.least() > 0) {
      result.addProperty("minItems", list.least());
    }
    if (list.most() < Integer.MAX_VALUE) {
      result.addProperty("maxItems", list.most());
    }
    return result;
  }

  // The user's own values often look like numbers.
  @Override
  public JsonObject map(Form.Mapped map) {
    var values = form(map.each(), Default.NONE);
    values.add("type", array(List.of("string", "number", "boolean"), JsonPrimitive::new));
    var result = with("type", new JsonPrimitive("object"));
    result.add("additionalProperties", values);
    return result;
  }

  @Override
  public JsonObject value(Form.Value value) {
    var result = new JsonObject();
    byDefault.value().ifPresent(text -> result.add("default", valueOf(value.kind(), text)));
    switch (value.kind()) {
      case INTEGER -> integer(value, result);
      case NUMBER -> number("number", value, result);
      case BOOLEAN -> result.add("enum", BOOLEANS);
      case TEXT -> text(value.bounds(), result);
      case DURATION, SHORT_DURATION -> {
        result.addProperty("type", "string");
        result.addProperty("pattern", "^" + value.kind().pattern() + "$");
      }
    }
    return result;
  }

  private static void integer(Form.Value value, JsonObject result) {
    var choices = value.bounds().choices();
    if (choices.isEmpty()) {
      number("integer", value, result);
    } else {
      var number = with("type", new JsonPrimitive("integer"));
      number.add("enum", array(choices, term -> new JsonPrimitive(Integer.valueOf(term))));
      var quoted = with("type", new JsonPrimitive("string"));
      quoted.addProperty("pattern", "^(?:" + String.join("|", choices) + ")$");
      result.add("anyOf", array(List.of(number, quoted), Function.identity()));
    }
  }

  private static void number(String type, Form.Value value, JsonObject result) {
    result.add("type", array(List.of(type, "string"), JsonPrimitive::new));
    result.addProperty("pattern", "^" + value.kind().pattern() + "$");
    value
        .range()
        .ifPresent(
            range -> {
              result.addProperty("minimum", new BigDecimal(range.least()));
              range.most().ifPresent(most -> result.addProperty("maximum", new BigDecimal(most)));
            });
  }

  private void text(Bounds bounds, JsonObject result) {
    // YAML reads such a string as a number unless it is quoted; the program accepts both.
    if (byDefault.value().filter(it -> it.matches("[0-9.]+")).isPresent()) {
      result.add("type", array(List.of("string", "number"), JsonPrimitive::new));
    } else {
      result.addProperty("type", "string");
    }
    if (!bounds.choices().isEmpty()) {
      result.add("enum", array(bounds.choices(), JsonPrimitive::new));
    }
    bounds.like().ifPresent(it -> result.addProperty("pattern", "^(?:" + it + ")$"));
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
