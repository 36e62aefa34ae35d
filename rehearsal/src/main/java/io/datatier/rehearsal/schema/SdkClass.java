package io.datatier.rehearsal.schema;

import com.pulumi.core.annotations.Export;
import com.pulumi.core.annotations.Import;
import com.pulumi.core.annotations.ResourceType;
import com.pulumi.resources.CustomResource;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the annotations of the classes in com.pulumi:aws. */
final class SdkClass {

  static final String ROOT = "com.pulumi.aws.";

  private SdkClass() {}

  /**
   * One property that a class declares.
   *
   * @param name the name on the wire
   * @param required whether a program must give it
   * @param type its type in Java
   */
  record Declared(String name, boolean required, Type type) {}

  /** Finds a class by name without initializing it. */
  static Optional<Class<?>> named(String name) {
    try {
      return Optional.of(Class.forName(name, false, SdkClass.class.getClassLoader()));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  /** The token of a resource class; empty for any other class. */
  static Optional<String> token(Class<?> resource) {
    return Optional.ofNullable(resource.getAnnotation(ResourceType.class))
        .filter(any -> CustomResource.class.isAssignableFrom(resource))
        .map(ResourceType::type);
  }

  /** The inputs of an arguments class. */
  static List<Declared> inputs(Class<?> args) {
    return Arrays.stream(args.getDeclaredFields())
        .flatMap(
            field ->
                Optional.ofNullable(field.getAnnotation(Import.class)).stream()
                    .map(
                        input ->
                            new Declared(
                                nameOf(input.name(), field),
                                input.required(),
                                field.getGenericType())))
        .toList();
  }

  /** The outputs of a resource class. */
  static List<Declared> outputs(Class<?> resource) {
    return Arrays.stream(resource.getDeclaredFields())
        .flatMap(
            field ->
                Optional.ofNullable(field.getAnnotation(Export.class)).stream()
                    .map(
                        output ->
                            new Declared(
                                nameOf(output.name(), field), false, field.getGenericType())))
        .toList();
  }

  /** The properties of an output object. */
  static List<Declared> members(Class<?> custom) {
    return Arrays.stream(custom.getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .map(field -> new Declared(nameOf("", field), false, field.getGenericType()))
        .toList();
  }

  private static String nameOf(String name, Field field) {
    // The code generator appends an underscore to Java's keywords.
    return name.isEmpty() ? field.getName().replaceFirst("_$", "") : name;
  }
}
