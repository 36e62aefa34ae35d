package io.datatier.policy.dialects;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Bool;
import io.datatier.policy.sdk.PropertyValue.Elements;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Numeric;
import io.datatier.policy.sdk.PropertyValue.Secret;
import io.datatier.policy.sdk.PropertyValue.Text;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How a value is written by the aws provider that CloudFormation writes in another way. */
final class Rewriting {

  /** The way that needs what stands there already, the definition of a state machine. */
  static final String SUBSTITUTIONS = "substitutions";

  /** Step Functions takes no longer definition (Step Functions quotas, "Maximum request size"). */
  private static final int LONGEST = 1 << 20;

  private Rewriting() {}

  /** Rewrites a value in the way that the table names. */
  static PropertyValue apply(String way, PropertyValue value) {
    var bare = value.bare();
    var rewritten = bare instanceof Unknown ? bare : rewritten(way, bare);
    return value.isSecret() ? new Secret(rewritten) : rewritten;
  }

  private static PropertyValue rewritten(String way, PropertyValue value) {
    return switch (way) {
      case "json" -> json(value);
      case "list" -> new Elements(List.of(value));
      case "list of names and values" -> listOfNames(value);
      case "map by key" -> mapBy("key", "value", value);
      case "map by name" -> mapBy("name", "value", value);
      case "one document" -> json(together(value));
      case "names of managed policies" -> managed(value);
      case "secret of an instance" ->
          secretOf("%s.c0nforma7i0n.us-east-1.rds.amazonaws.com", value);
      case "secret of a cluster" ->
          secretOf("%s.cluster-c0nforma7i0n.us-east-1.rds.amazonaws.com", value);
      case "map by parameter" -> mapBy("parameterKey", "parameterValue", value);
      default -> throw new IllegalArgumentException("there is no way '%s'".formatted(way));
    };
  }

  /** A document in which something is unknown is so too, but for its form. */
  private static PropertyValue json(PropertyValue value) {
    if (value instanceof Text) {
      return value;
    }
    var hidden = new boolean[1];
    var text = Intrinsics.legible(element(value, hidden).toString());
    return hidden[0] ? new Secret(text) : text;
  }

  private static JsonElement element(PropertyValue given, boolean[] hidden) {
    hidden[0] |= given.isSecret();
    var value = given.bare();
    if (value instanceof Text text) {
      return new JsonPrimitive(text.value());
    } else if (value instanceof Bool bool) {
      return new JsonPrimitive(bool.value());
    } else if (value instanceof Numeric number) {
      var whole = number.value() == Math.rint(number.value());
      return whole ? new JsonPrimitive((long) number.value()) : new JsonPrimitive(number.value());
    } else if (value instanceof Elements list) {
      var array = new JsonArray();
      list.values().forEach(it -> array.add(element(it, hidden)));
      return array;
    } else if (value instanceof Fields fields) {
      var object = new JsonObject();
      fields.values().forEach((name, it) -> object.add(name, element(it, hidden)));
      return object;
    }
    return value instanceof Unknown ? new JsonPrimitive(Intrinsics.form(value)) : JsonNull.INSTANCE;
  }

  private static PropertyValue listOfNames(PropertyValue value) {
    if (!(value instanceof Fields fields)) {
      return value;
    }
    var list = new ArrayList<PropertyValue>();
    fields
        .values()
        .forEach((name, it) -> list.add(new Fields(Map.of("name", new Text(name), "value", it))));
    return new Elements(list);
  }

  private static PropertyValue mapBy(String key, String under, PropertyValue value) {
    if (!(value instanceof Elements list)) {
      return value;
    }
    var map = new TreeMap<String, PropertyValue>();
    for (var pair : list.values()) {
      if (Properties.at(pair, key).orElse(pair) instanceof Text name) {
        Properties.at(pair, under).ifPresent(it -> map.put(name.value(), it));
      }
    }
    return new Fields(map);
  }

  /** The statements of all policies; IAM judges them together too. */
  private static PropertyValue together(PropertyValue value) {
    var statements = new ArrayList<PropertyValue>();
    for (var policy : value instanceof Elements list ? list.values() : List.of(value)) {
      var document = Properties.at(policy, "PolicyDocument").orElse(policy);
      var text = Intrinsics.form(document);
      if (text.strip().startsWith("{")) {
        document = TemplateText.parse(text).orElse(new Unknown(Unknown.Kind.TEXT));
      }
      // What is neither is the name of a policy written elsewhere.
      var statement = Properties.at(document, "Statement").or(() -> ofTemplate(policy));
      statement.ifPresent(
          it -> statements.addAll(it instanceof Elements all ? all.values() : List.of(it)));
    }
    return new Fields(Map.of("Statement", new Elements(statements)));
  }

  /**
   * What the Serverless Application Model makes of the one policy template of its that lets read
   * any secret. That for rotations has a condition on the function that rotates it, and no other is
   * about secrets or databases (serverless-application-model, policy_templates.json).
   */
  private static Optional<PropertyValue> ofTemplate(PropertyValue policy) {
    return Properties.at(policy, "AWSSecretsManagerGetSecretValuePolicy")
        .flatMap(given -> Properties.at(given, "SecretArn"))
        .map(
            secret ->
                PropertyValue.fields(
                    Map.of(
                        "Effect",
                        "Allow",
                        "Action",
                        "secretsmanager:GetSecretValue",
                        "Resource",
                        secret)));
  }

  /**
   * A definition with what is known of the values that CloudFormation puts in (CloudFormation
   * template reference, AWS::StepFunctions::StateMachine, "DefinitionSubstitutions"). Of a
   * definition that is elsewhere there are the values alone.
   */
  static PropertyValue substituted(Optional<PropertyValue> definition, PropertyValue values) {
    var known = new TreeMap<String, String>();
    var hidden = values.isSecret() || definition.filter(PropertyValue::isSecret).isPresent();
    if (values.bare() instanceof Fields fields) {
      for (var each : fields.values().entrySet()) {
        Intrinsics.plain(each.getValue().bare()).ifPresent(text -> known.put(each.getKey(), text));
        hidden |= each.getValue().isSecret();
      }
    }
    var filled = filled(definition.map(PropertyValue::bare), known);
    return hidden ? new Secret(filled) : filled;
  }

  private static PropertyValue filled(
      Optional<PropertyValue> definition, Map<String, String> values) {
    if (definition.isEmpty()) {
      return json(PropertyValue.fields(values));
    }
    var places = new TreeMap<String, String>();
    values.forEach((name, value) -> places.put("${" + name + "}", value));
    var form = Intrinsics.form(definition.get());
    return form.equals(Unknown.PART)
        ? definition.get()
        : Placeholders.filled(form, places, LONGEST)
            .map(Intrinsics::legible)
            .orElse(new Unknown(Unknown.Kind.TEXT));
  }

  /** The Serverless Application Model takes names as well as ARNs. */
  private static PropertyValue managed(PropertyValue value) {
    var arns = new ArrayList<PropertyValue>();
    for (var policy : value instanceof Elements list ? list.values() : List.of(value)) {
      if (policy instanceof Text text) {
        var arn = text.value().startsWith("arn:");
        arns.add(arn ? text : new Text("arn:aws:iam::aws:policy/" + text.value()));
      }
    }
    return new Elements(arns);
  }

  /**
   * What CloudFormation adds to the secret of a database (CloudFormation user guide,
   * AWS::SecretsManager::SecretTargetAttachment).
   *
   * @param host the form of its address
   * @param value its name
   */
  private static PropertyValue secretOf(String host, PropertyValue value) {
    return value instanceof Text name
        ? new Text("{\"host\": \"%s\"}".formatted(host.formatted(name.value())))
        : value;
  }
}
