package io.datatier.rehearsal.schema;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.pulumi.aws.Provider;
import com.pulumi.aws.ProviderArgs;
import io.datatier.rehearsal.schema.SdkClass.Declared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The schema of all resource types in Pulumi's format ("Pulumi package schema" in its docs), which
 * runtimes of languages without generated classes, such as YAML, request from a provider. Nested
 * types are queued rather than recursed into, because some contain themselves.
 */
public final class PackageSchema {

  private static final String FOLDER = SdkClass.ROOT.replace('.', '/');
  private static final String ARGS = "Args";

  private final JsonObject types = new JsonObject();
  private final Set<Class<?>> seen = new HashSet<>();
  private final Deque<Class<?>> toDo = new ArrayDeque<>();

  private PackageSchema() {}

  /** The schema as JSON. */
  public static String json() {
    return new PackageSchema().written().toString();
  }

  private JsonObject written() {
    var resources = new JsonObject();
    resourceClasses().forEach(resource -> add(resources, resource));
    var provider = new JsonObject();
    provider.add("inputProperties", properties(SdkClass.inputs(ProviderArgs.class)));
    while (!toDo.isEmpty()) {
      addType(toDo.remove());
    }
    var meta = new JsonObject();
    meta.addProperty("moduleFormat", "(.*)(?:/[^/]*)");
    var schema = new JsonObject();
    schema.addProperty("name", "aws");
    schema.addProperty("version", AwsSchema.VERSION);
    schema.add("meta", meta);
    schema.add("provider", provider);
    schema.add("resources", resources);
    schema.add("types", types);
    return schema;
  }

  /** Every class in the jar that has an arguments class next to it. */
  private static List<Class<?>> resourceClasses() {
    try (var jar = new JarFile(jar().toFile())) {
      return jar.stream()
          .map(JarEntry::getName)
          .filter(name -> name.startsWith(FOLDER) && name.endsWith(ARGS + ".class"))
          .filter(name -> !name.contains("/inputs/") && !name.contains("$"))
          .map(name -> name.substring(0, name.length() - (ARGS + ".class").length()))
          .map(name -> name.replace('/', '.'))
          .flatMap(name -> SdkClass.named(name).stream())
          .filter(PackageSchema::isOfAws)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read com.pulumi:aws", e);
    }
  }

  private static Path jar() {
    try {
      return Path.of(Provider.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("com.pulumi:aws is in no file", e);
    }
  }

  private static boolean isOfAws(Class<?> resource) {
    return SdkClass.token(resource).filter(token -> token.startsWith("aws:")).isPresent();
  }

  private void add(JsonObject resources, Class<?> resource) {
    var inputs = SdkClass.named(resource.getName() + ARGS).map(SdkClass::inputs).orElse(List.of());
    var json = new JsonObject();
    json.add("inputProperties", properties(inputs));
    json.add("requiredInputs", required(inputs));
    json.add("properties", properties(SdkClass.outputs(resource)));
    resources.add(SdkClass.token(resource).orElse(""), json);
  }

  /** To Pulumi, arguments and outputs with the same name are one type. */
  private void addType(Class<?> nested) {
    boolean isInput = nested.getName().endsWith(ARGS);
    var declared = isInput ? SdkClass.inputs(nested) : SdkClass.members(nested);
    var token = tokenOf(nested);
    var json = types.has(token) ? types.getAsJsonObject(token) : new JsonObject();
    json.addProperty("type", "object");
    var properties = json.has("properties") ? json.getAsJsonObject("properties") : new JsonObject();
    properties(declared).entrySet().forEach(each -> properties.add(each.getKey(), each.getValue()));
    json.add("properties", properties);
    if (isInput) {
      json.add("required", required(declared));
    }
    types.add(token, json);
  }

  /**
   * Such as {@code aws:rds/ProxyAuth:ProxyAuth} for {@code com.pulumi.aws.rds.outputs.ProxyAuth}.
   */
  private static String tokenOf(Class<?> nested) {
    var within = nested.getPackageName().substring(SdkClass.ROOT.length() - 1);
    var module = within.replaceFirst("\\.(inputs|outputs)$", "").replaceFirst("^\\.", "");
    var name = nested.getSimpleName().replaceFirst(ARGS + "$", "");
    return "aws:%s/%s:%s".formatted(module.isEmpty() ? "index" : module, name, name);
  }

  private JsonObject properties(List<Declared> declared) {
    var json = new JsonObject();
    declared.forEach(each -> json.add(each.name(), type(each.type())));
    return json;
  }

  private static JsonArray required(List<Declared> declared) {
    var names = new JsonArray();
    declared.stream().filter(Declared::required).map(Declared::name).forEach(names::add);
    return names;
  }

  private JsonObject type(Type type) {
    if (type instanceof ParameterizedType generic
        && generic.getRawType() instanceof Class<?> container) {
      var arguments = generic.getActualTypeArguments();
      return switch (container.getSimpleName()) {
        case "List" -> of("array", "items", type(arguments[0]));
        case "Map" -> of("object", "additionalProperties", type(arguments[1]));
        case "Output", "Either" -> type(arguments[0]);
        default -> reference("pulumi.json#/Any");
      };
    }
    return type instanceof Class<?> plain ? plain(plain) : reference("pulumi.json#/Any");
  }

  private JsonObject plain(Class<?> type) {
    if (type.getName().startsWith(SdkClass.ROOT) && !type.isEnum()) {
      if (seen.add(type)) {
        toDo.add(type);
      }
      return reference("#/types/" + tokenOf(type));
    }
    if (type.isEnum()) {
      return of("string");
    }
    return switch (type.getSimpleName()) {
      case "String" -> of("string");
      case "Integer" -> of("integer");
      case "Double" -> of("number");
      case "Boolean" -> of("boolean");
      case "Archive" -> reference("pulumi.json#/Archive");
      case "AssetOrArchive" -> reference("pulumi.json#/Asset");
      default -> reference("pulumi.json#/Any");
    };
  }

  private static JsonObject of(String type) {
    var json = new JsonObject();
    json.addProperty("type", type);
    return json;
  }

  private static JsonObject of(String type, String name, JsonObject element) {
    var json = of(type);
    json.add(name, element);
    return json;
  }

  private static JsonObject reference(String target) {
    var json = new JsonObject();
    json.addProperty("$ref", target);
    return json;
  }
}
