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

/** What the classes of com.pulumi:aws say of themselves by their annotations. */
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

  /** The class with a name, without running any of it. */
  static Optional<Class<?>> named(String name) {
    try {
      return Optional.of(Class.forName(name, false, SdkClass.class.getClassLoader()));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  /** The token of a resource class; empty when it is something else. */
  static Optional<String> token(Class<?> resource) {
    return Optional.ofNullable(resource.getAnnotation(ResourceType.class))
        .filter(any -> CustomResource.class.isAssignableFrom(resource))
        .map(ResourceType::type);
  }

  /** What a class of arguments takes. */
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

  /** What a class of resources gives. */
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

  /** What an object among outputs has. */
  static List<Declared> members(Class<?> custom) {
    return Arrays.stream(custom.getDeclaredFields())
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .map(field -> new Declared(nameOf("", field), false, field.getGenericType()))
        .toList();
  }

  private static String nameOf(String name, Field field) {
    // The code generator sets an underscore behind Java's keywords.
    return name.isEmpty() ? field.getName().replaceFirst("_$", "") : name;
  }
}
