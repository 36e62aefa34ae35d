package io.datatier.policy.dialects;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Elements;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Null;
import io.datatier.policy.sdk.PropertyValue.Text;
import java.io.StringReader;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The text of a template, in JSON or YAML. */
final class TemplateText {

  /** The words of YAML 1.1 that CloudFormation reads as true. */
  private static final Set<String> TRUE = Set.of("true", "yes", "on");

  private static final int DEEPEST = 100;

  /** Without aliases a text has fewer nodes than characters; with fifty it can have 2^25. */
  private int nodesLeft;

  private TemplateText(int nodesLeft) {
    this.nodesLeft = nodesLeft;
  }

  /** The object that a text in JSON or YAML is; none if it is none. */
  static Optional<PropertyValue> parse(String text) {
    try {
      var value =
          text.stripLeading().startsWith("{")
              ? of(JsonParser.parseString(text))
              : new TemplateText(text.length()).of(yaml(text), 0);
      return Optional.of(value).filter(Fields.class::isInstance);
    } catch (JsonParseException | YAMLException | StackOverflowError unreadable) {
      return Optional.empty();
    }
  }

  private static Node yaml(String text) {
    var node = new Yaml(new LoaderOptions()).compose(new StringReader(text));
    if (node == null) {
      throw new YAMLException("empty");
    }
    return node;
  }

  private static PropertyValue of(JsonElement json) {
    if (json instanceof JsonObject object) {
      var fields = new TreeMap<String, PropertyValue>();
      object.entrySet().forEach(it -> fields.put(it.getKey(), of(it.getValue())));
      return new Fields(fields);
    } else if (json instanceof JsonArray array) {
      return new Elements(array.asList().stream().map(TemplateText::of).toList());
    } else if (json instanceof JsonPrimitive primitive) {
      return primitive.isBoolean()
          ? PropertyValue.of(primitive.getAsBoolean())
          : primitive.isNumber()
              ? PropertyValue.of(primitive.getAsDouble())
              : new Text(primitive.getAsString());
    }
    return new Null();
  }

  private PropertyValue of(Node node, int depth) {
    if (depth > DEEPEST || --nodesLeft < 0) {
      throw new YAMLException("too deep, or its aliases hold one another");
    }
    PropertyValue value;
    if (node instanceof MappingNode mapping) {
      var fields = new TreeMap<String, PropertyValue>();
      mapping
          .getValue()
          .forEach(
              pair -> {
                if (pair.getKeyNode() instanceof ScalarNode key) {
                  fields.put(key.getValue(), of(pair.getValueNode(), depth + 1));
                }
              });
      value = new Fields(fields);
    } else if (node instanceof SequenceNode sequence) {
      value = new Elements(sequence.getValue().stream().map(it -> of(it, depth + 1)).toList());
    } else {
      value = scalar((ScalarNode) node);
    }
    var tag = node.getTag().getValue();
    return tag.startsWith("!") ? function(tag.substring(1), value) : value;
  }

  private static PropertyValue scalar(ScalarNode node) {
    var text = node.getValue();
    if (node.getTag().equals(Tag.BOOL)) {
      return PropertyValue.of(TRUE.contains(text.toLowerCase(Locale.ROOT)));
    }
    return node.getTag().equals(Tag.NULL) ? new Null() : new Text(text);
  }

  /** The short form in YAML is the long form of JSON. */
  private static PropertyValue function(String name, PropertyValue argument) {
    var full = name.equals("Ref") || name.equals("Condition") ? name : "Fn::" + name;
    return new Fields(Map.of(full, argument));
  }
}
