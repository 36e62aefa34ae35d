package io.datatier.policy.types;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.Import;
import com.pulumi.core.annotations.ResourceType;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.lang.reflect.Field;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * Writes the types of the AWS providers and their properties for {@code ResourceTypes}, from the
 * annotations of com.pulumi:aws and from {@link NativeTypes}. Run it when either changes:
 *
 * <pre>{@code
 * npm pack @pulumi/aws-native@1.79.0 && tar xf pulumi-aws-native-1.79.0.tgz
 * mvn -Ptypes -Dnative=package -q test-compile exec:java
 * }</pre>
 */
public final class AwsTypes {

  private static final Path RESOURCE = Path.of("src/main/resources/pulumi-types.gz");
  private static final String ROOT = "com/pulumi/aws/";

  /** What later versions of the provider have, and rules read. */
  private static final Map<String, Set<String>> LATER =
      Map.of(
          "aws:ec2/instance:Instance", Set.of("primaryNetworkInterface"),
          "aws:rds/proxy:Proxy", Set.of("defaultAuthScheme"),
          "aws:secretsmanager/secretVersion:SecretVersion", Set.of("secretStringWo"),
          "aws:ssm/parameter:Parameter", Set.of("valueWo"));

  private AwsTypes() {}

  public static void main(String[] args) throws IOException, ReflectiveOperationException {
    var lines = new TreeMap<>(NativeTypes.in(Path.of(args[1])));
    try (var classes = new JarFile(args[0])) {
      for (var entry : classes.stream().toList()) {
        var name = entry.getName();
        if (name.startsWith(ROOT) && name.endsWith(".class") && !name.contains("puts/")) {
          var type = load(name.substring(0, name.length() - ".class".length()));
          var token = Optional.ofNullable(type.getAnnotation(ResourceType.class));
          token
              .filter(it -> it.type().startsWith("aws:"))
              .ifPresent(it -> lines.put(it.type(), it.type() + " " + properties(it.type(), type)));
        }
      }
    }
    Files.createDirectories(RESOURCE.getParent());
    try (var out =
        new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(RESOURCE)), UTF_8)) {
      for (var line : lines.values()) {
        out.write(line + "\n");
      }
    }
  }

  private static Class<?> load(String path) throws ClassNotFoundException {
    return Class.forName(path.replace('/', '.'), false, AwsTypes.class.getClassLoader());
  }

  /** Of an output and of an input of the same name, the members of both. */
  private static String properties(String token, Class<?> resource) {
    var all = new TreeMap<String, Set<String>>();
    LATER.getOrDefault(token, Set.of()).forEach(name -> add(all, name, Set.of()));
    inputs(resource)
        .forEach(args -> declared(args).forEach((name, type) -> add(all, name, members(type))));
    declared(resource).forEach((name, type) -> add(all, name, members(type)));
    return all.entrySet().stream()
        .map(
            it ->
                it.getValue().isEmpty()
                    ? it.getKey()
                    : it.getKey() + "(" + String.join(",", it.getValue()) + ")")
        .collect(Collectors.joining(" "));
  }

  private static void add(Map<String, Set<String>> all, String name, Set<String> members) {
    all.computeIfAbsent(name, first -> new TreeSet<>()).addAll(members);
  }

  private static Stream<Class<?>> inputs(Class<?> resource) {
    try {
      return Stream.of(
          Class.forName(resource.getName() + "Args", false, resource.getClassLoader()));
    } catch (ClassNotFoundException none) {
      return Stream.empty();
    }
  }

  private static Map<String, Type> declared(Class<?> type) {
    var declared = new TreeMap<String, Type>();
    for (var field : type.getDeclaredFields()) {
      nameOf(field).ifPresent(name -> declared.put(name, field.getGenericType()));
    }
    return declared;
  }

  /** The code generator sets an underscore behind Java's keywords. */
  private static Optional<String> nameOf(Field field) {
    var input = Optional.ofNullable(field.getAnnotation(Import.class)).map(Import::name);
    var output = Optional.ofNullable(field.getAnnotation(Export.class)).map(Export::name);
    return input
        .or(() -> output)
        .map(name -> name.isEmpty() ? field.getName().replaceFirst("_$", "") : name);
  }

  /** The properties of an object, or of each element of a list of objects. */
  private static Set<String> members(Type type) {
    if (type instanceof ParameterizedType generic) {
      return Arrays.stream(generic.getActualTypeArguments())
          .flatMap(it -> members(it).stream())
          .collect(Collectors.toCollection(TreeSet::new));
    }
    return type instanceof Class<?> object && object.getName().startsWith("com.pulumi.aws.")
        ? declared(object).keySet()
        : Set.of();
  }
}
