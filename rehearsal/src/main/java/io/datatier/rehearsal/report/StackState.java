package io.datatier.rehearsal.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.ec2.SecurityGroup;
import io.datatier.rehearsal.secretsmanager.SecretsManagerSecret;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.ValueJson;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a stack's state says, without its secrets. The resources are read as an account, so that the
 * rules of groups and roles apply to them as they do in a rehearsal.
 */
public final class StackState {

  private static final String STACK = "pulumi:pulumi:Stack";

  private static final Pattern ARN =
      Pattern.compile("arn:aws[a-z-]*:[a-z0-9-]+:([a-z0-9-]+):(\\d{12}):.*");

  private final String stack;
  private final Account account;
  private final Map<String, String> names;
  private final Map<Resource, Fields> inputs;
  private final Fields outputs;

  private StackState(
      String stack,
      Account account,
      Map<String, String> names,
      Map<Resource, Fields> inputs,
      Fields outputs) {
    this.stack = stack;
    this.account = account;
    this.names = names;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  /**
   * Reads a file that {@code pulumi stack export} wrote.
   *
   * @throws IOException if it cannot be read or is not an export
   */
  public static StackState read(Path export) throws IOException {
    try {
      return of(JsonParser.parseString(Files.readString(export)).getAsJsonObject());
    } catch (NoSuchFileException missing) {
      throw new IOException("There is no file %s. %s".formatted(export, howToWrite(export)));
    } catch (JsonParseException
        | IllegalStateException
        | ClassCastException
        | UnsupportedOperationException
        | MalformedInputException e) {
      throw new IOException("%s is not a stack's export. %s".formatted(export, howToWrite(export)));
    }
  }

  private static String howToWrite(Path export) {
    return "Write one with pulumi stack export --file " + export;
  }

  /**
   * Reads an export.
   *
   * @throws IllegalStateException if it is none
   */
  public static StackState of(JsonObject export) {
    var deployment = export.getAsJsonObject("deployment");
    if (deployment == null || !(deployment.has("resources") || deployment.has("manifest"))) {
      throw new IllegalStateException("there are no resources");
    }
    // A stack that was never brought up has none (pulumi v3.276.0, apitype.DeploymentV3). The
    // engine
    // lists what it still has to delete next to its replacement.
    var listed =
        deployment.has("resources") ? deployment.getAsJsonArray("resources") : new JsonArray();
    var resources =
        listed.asList().stream()
            .map(JsonElement::getAsJsonObject)
            .filter(each -> !each.has("delete") || !each.get("delete").getAsBoolean())
            .toList();
    var names = new TreeMap<String, String>();
    var inputs = new LinkedHashMap<Resource, Fields>();
    var entities = new ArrayList<Entity>();
    var outputs = Fields.NONE;
    var stack = "";
    for (var each : resources) {
      var type = text(each, "type");
      var name = text(each, "urn").replaceFirst("^.*?::.*?::.*?::", "");
      if (type.equals(STACK)) {
        outputs = fields(each, "outputs");
        stack = text(each, "urn").replaceFirst("^urn:pulumi:(.*?)::.*$", "$1");
      } else if (!type.startsWith("pulumi:")) {
        inputs.put(new Resource(type, name), fields(each, "inputs"));
      }
      if (type.startsWith("aws:")) {
        var entity =
            new Entity(
                type.equals(SecurityGroup.DEFAULT_TYPE) ? SecurityGroup.TYPE : type,
                text(each, "id"),
                Entity.GLOBAL,
                new Origin.Made(),
                fields(each, "outputs"));
        names.put(key(entity), name);
        entities.add(entity);
      }
    }
    entities.addAll(masterSecrets(entities));
    return new StackState(stack, account(entities), names, inputs, outputs);
  }

  private static Fields fields(JsonObject resource, String member) {
    if (!resource.has(member) || !resource.get(member).isJsonObject()) {
      return Fields.NONE;
    }
    var secret = new TreeSet<String>();
    var listed = resource.get("additionalSecretOutputs");
    if (listed instanceof JsonArray array) {
      array.forEach(name -> secret.add(name.getAsString()));
    }
    return ValueJson.fields(Disclosure.open(resource.getAsJsonObject(member), secret));
  }

  private static String text(JsonObject resource, String member) {
    return resource.has(member) ? resource.get(member).getAsString() : "";
  }

  /** RDS makes the master user's secret; only the database's outputs show it. */
  private static List<Entity> masterSecrets(Collection<Entity> entities) {
    return entities.stream()
        .flatMap(
            database ->
                database.properties().objects("masterUserSecrets").stream()
                    .flatMap(
                        secret ->
                            secret.text("secretArn").stream()
                                .map(arn -> masterSecret(database, secret, arn))))
        .toList();
  }

  private static Entity masterSecret(Entity database, Fields secret, String arn) {
    return new Entity(
        SecretsManagerSecret.TYPE,
        arn,
        Entity.GLOBAL,
        new Origin.OwnedBy(database.type(), database.id()),
        secret.with("arn", arn));
  }

  private static Account account(List<Entity> entities) {
    var empty = Account.empty();
    var arn =
        entities.stream()
            .flatMap(each -> each.text("arn").stream())
            .map(ARN::matcher)
            .filter(Matcher::matches)
            .findFirst();
    return new Account(
        arn.map(found -> found.group(2)).orElse(empty.number()),
        arn.map(found -> found.group(1)).orElse(empty.region()),
        empty.salt(),
        0,
        entities,
        empty.now(),
        empty.calls());
  }

  private static String key(Entity entity) {
    return entity.type() + "\n" + entity.id();
  }

  /** The stack's name. */
  String stack() {
    return stack;
  }

  Account account() {
    return account;
  }

  /** The stack's outputs. */
  Fields outputs() {
    return outputs;
  }

  /** What the program said of each resource, components included. */
  Map<Resource, Fields> inputs() {
    return inputs;
  }

  /** The entity under the name that the program gave it. */
  Resource named(Entity entity) {
    return new Resource(
        entity.type(), Optional.ofNullable(names.get(key(entity))).orElse(entity.id()));
  }

  /** All entities of some types. */
  Stream<Entity> all(String... types) {
    return Stream.of(types).flatMap(account::all);
  }

  /** The logical name of everything that the program names, by its id and its ARN. */
  Map<String, String> namesByIdentity() {
    var known = new TreeMap<String, String>();
    for (var entity : account.entities()) {
      var name = named(entity).name();
      known.put(entity.id(), name);
      entity.text("arn").ifPresent(arn -> known.put(arn, name));
    }
    return known;
  }
}
