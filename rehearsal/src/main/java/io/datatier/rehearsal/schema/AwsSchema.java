package io.datatier.rehearsal.schema;

import com.pulumi.aws.Provider;
import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.Import;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import io.datatier.rehearsal.schema.PropertyType.Property;
import io.datatier.rehearsal.schema.PropertyType.Simple;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Reads schemas from the classes of com.pulumi:aws. A type token names its class by convention, so
 * that the 41,710 entries of that jar are never scanned: {@code aws:rds/proxy:Proxy} is {@code
 * com.pulumi.aws.rds.Proxy}, and its inputs are {@code com.pulumi.aws.rds.ProxyArgs}.
 */
public final class AwsSchema {

  /** The version of the provider that these schemas are of. */
  public static final String VERSION = version();

  private static final String ROOT = "com.pulumi.aws.";

  private final Map<String, Optional<ResourceSchema>> known = new ConcurrentHashMap<>();

  /** Every Pulumi SDK carries its version in a file beside its classes. */
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

  /** The schema of a resource type; empty when com.pulumi:aws has no such type. */
  public Optional<ResourceSchema> of(String type) {
    return known.computeIfAbsent(type, AwsSchema::read);
  }

  private static Optional<ResourceSchema> read(String type) {
    var parts = type.split("[:/]", -1);
    if (parts.length != 4 || !parts[0].equals("aws")) {
      return Optional.empty();
    }
    var name = ROOT + (parts[1].equals("index") ? "" : parts[1] + ".") + parts[3];
    try {
      var resource = Class.forName(name, false, AwsSchema.class.getClassLoader());
      var inputs = Class.forName(name + "Args", false, AwsSchema.class.getClassLoader());
      var declared = resource.getAnnotation(ResourceType.class);
      if (!CustomResource.class.isAssignableFrom(resource)
          || declared == null
          || !declared.type().equals(type)) {
        return Optional.empty();
      }
      return Optional.of(new ResourceSchema(type, inputs(inputs), outputs(resource)));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  private static PropertyType.ObjectOf inputs(Class<?> args) {
    var properties = new TreeMap<String, Property>();
    for (var field : args.getDeclaredFields()) {
      var input = field.getAnnotation(Import.class);
      if (input != null) {
        properties.put(
            named(input.name(), field),
            new Property(input.required(), type(field.getGenericType(), AwsSchema::inputs)));
      }
    }
    return new PropertyType.ObjectOf(properties);
  }

  private static PropertyType.ObjectOf outputs(Class<?> resource) {
    var properties = new TreeMap<String, Property>();
    for (var field : resource.getDeclaredFields()) {
      var output = field.getAnnotation(Export.class);
      if (output != null) {
        properties.put(
            named(output.name(), field),
            new Property(false, type(field.getGenericType(), AwsSchema::customType)));
      }
    }
    return new PropertyType.ObjectOf(properties);
  }

  private static PropertyType.ObjectOf customType(Class<?> custom) {
    var properties = new TreeMap<String, Property>();
    Arrays.stream(custom.getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .forEach(
            field ->
                properties.put(
                    named("", field),
                    new Property(false, type(field.getGenericType(), AwsSchema::customType))));
    return new PropertyType.ObjectOf(properties);
  }

  private static String named(String name, Field field) {
    // The code generator sets an underscore behind Java's keywords.
    var plain = field.getName().replaceFirst("_$", "");
    return name.isEmpty() ? plain : name;
  }

  private static PropertyType type(Type type, Function<Class<?>, PropertyType.ObjectOf> nested) {
    if (type instanceof ParameterizedType generic
        && generic.getRawType() instanceof Class<?> container) {
      var arguments = generic.getActualTypeArguments();
      return switch (container.getSimpleName()) {
        case "List" -> new PropertyType.ListOf(type(arguments[0], nested));
        case "Map" -> new PropertyType.MapOf(type(arguments[1], nested));
        // Either<String, InstanceType>: the second is the first with its lawful values named.
        case "Output", "Either" -> type(arguments[0], nested);
        default -> Simple.ANY;
      };
    }
    return type instanceof Class<?> plain ? plainType(plain, nested) : Simple.ANY;
  }

  private static PropertyType plainType(
      Class<?> type, Function<Class<?>, PropertyType.ObjectOf> nested) {
    if (type.getName().startsWith(ROOT) && !type.isEnum()) {
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
