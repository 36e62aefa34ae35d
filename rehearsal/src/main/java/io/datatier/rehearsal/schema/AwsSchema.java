package io.datatier.rehearsal.schema;

import com.pulumi.aws.Provider;
import io.datatier.rehearsal.schema.PropertyType.Property;
import io.datatier.rehearsal.schema.PropertyType.Simple;
import io.datatier.rehearsal.schema.SdkClass.Declared;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Reads schemas from the classes of com.pulumi:aws. A type token maps to a class by convention, so
 * the jar's 41,710 entries are never scanned: {@code aws:rds/proxy:Proxy} is {@code
 * com.pulumi.aws.rds.Proxy}, and its inputs are {@code com.pulumi.aws.rds.ProxyArgs}.
 */
public final class AwsSchema {

  /** The provider version of these schemas. */
  public static final String VERSION = version();

  private final Map<String, Optional<ResourceSchema>> known = new ConcurrentHashMap<>();

  /** Every Pulumi SDK has a file with its version next to its classes. */
  private static String version() {
    try (var file = Provider.class.getResourceAsStream("version.txt")) {
      if (file == null) {
        throw new IllegalStateException("com.pulumi:aws has no version.txt");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the version of com.pulumi:aws", e);
    }
  }

  /** The schema of a resource type; empty if com.pulumi:aws has no such type. */
  public Optional<ResourceSchema> of(String type) {
    return known.computeIfAbsent(type, AwsSchema::read);
  }

  private static Optional<ResourceSchema> read(String type) {
    var parts = type.split("[:/]", -1);
    if (parts.length != 4 || !parts[0].equals("aws")) {
      return Optional.empty();
    }
    var name = SdkClass.ROOT + (parts[1].equals("index") ? "" : parts[1] + ".") + parts[3];
    var resource = SdkClass.named(name);
    var inputs = SdkClass.named(name + "Args");
    return resource.isPresent()
            && inputs.isPresent()
            && SdkClass.token(resource.get()).equals(Optional.of(type))
        ? Optional.of(
            new ResourceSchema(
                type,
                object(SdkClass.inputs(inputs.get()), AwsSchema::inputs),
                object(SdkClass.outputs(resource.get()), AwsSchema::members)))
        : Optional.empty();
  }

  /** The schema of a function; empty if com.pulumi:aws has no such function. */
  public static Optional<FunctionSchema> ofFunction(String token) {
    var parts = token.split("[:/]", -1);
    if (parts.length != 4 || !parts[0].equals("aws") || parts[3].isEmpty()) {
      return Optional.empty();
    }
    var room = SdkClass.ROOT + (parts[1].equals("index") ? "" : parts[1] + ".");
    var name = parts[3].substring(0, 1).toUpperCase(Locale.ROOT) + parts[3].substring(1);
    var arguments = SdkClass.named(room + "inputs." + name + "PlainArgs");
    var result = SdkClass.named(room + "outputs." + name + "Result");
    return arguments.isPresent() && result.isPresent()
        ? Optional.of(new FunctionSchema(token, inputs(arguments.get()), members(result.get())))
        : Optional.empty();
  }

  private static PropertyType.ObjectOf inputs(Class<?> args) {
    return object(SdkClass.inputs(args), AwsSchema::inputs);
  }

  private static PropertyType.ObjectOf members(Class<?> custom) {
    return object(SdkClass.members(custom), AwsSchema::members);
  }

  private static PropertyType.ObjectOf object(
      List<Declared> declared, Function<Class<?>, PropertyType.ObjectOf> nested) {
    var properties = new TreeMap<String, Property>();
    declared.forEach(
        each ->
            properties.put(each.name(), new Property(each.required(), type(each.type(), nested))));
    return new PropertyType.ObjectOf(properties);
  }

  private static PropertyType type(Type type, Function<Class<?>, PropertyType.ObjectOf> nested) {
    if (type instanceof ParameterizedType generic
        && generic.getRawType() instanceof Class<?> container) {
      var arguments = generic.getActualTypeArguments();
      return switch (container.getSimpleName()) {
        case "List" -> new PropertyType.ListOf(type(arguments[0], nested));
        case "Map" -> new PropertyType.MapOf(type(arguments[1], nested));
        // Either<String, InstanceType>: the second is the first as an enum.
        case "Output", "Either" -> type(arguments[0], nested);
        default -> Simple.ANY;
      };
    }
    return type instanceof Class<?> plain ? plainType(plain, nested) : Simple.ANY;
  }

  private static PropertyType plainType(
      Class<?> type, Function<Class<?>, PropertyType.ObjectOf> nested) {
    if (type.getName().startsWith(SdkClass.ROOT) && !type.isEnum()) {
      return nested.apply(type);
    }
    return switch (type.getSimpleName()) {
      case "String" -> Simple.TEXT;
      case "Integer" -> Simple.WHOLE_NUMBER;
      case "Double" -> Simple.NUMBER;
      case "Boolean" -> Simple.FLAG;
      case "Archive" -> Simple.ARCHIVE;
      case "AssetOrArchive" -> Simple.ASSET_OR_ARCHIVE;
      default -> Simple.ANY;
    };
  }
}
