package io.datatier.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One {@link Rule} of a record. */
record Rules(Method method) {

  private static final ClassValue<List<Rules>> KNOWN =
      new ClassValue<>() {
        @Override
        protected List<Rules> computeValue(Class<?> type) {
          return Arrays.stream(type.getDeclaredMethods())
              .filter(method -> method.isAnnotationPresent(Rule.class))
              .sorted(Comparator.comparing(Method::getName))
              .map(Rules::new)
              .toList();
        }
      };

  Rules {
    method.setAccessible(true);
  }

  /** The rules of {@code type}. */
  static List<Rules> of(Class<?> type) {
    return KNOWN.get(type);
  }

  /** Whether it uses only components of its own record. */
  boolean isOwn() {
    return Arrays.stream(method.getParameters()).noneMatch(Rules::isOfStack);
  }

  /** The component to report. */
  String blamed() {
    return method.getParameters()[0].getName();
  }

  /**
   * Checks it, unless a parameter is unknown or has another type.
   *
   * @throws InvalidValue if it is violated
   */
  void ask(Frame record, Frame stack) {
    var arguments = new ArrayList<Object>();
    for (var parameter : method.getParameters()) {
      argument(parameter, isOfStack(parameter) ? stack : record).ifPresent(arguments::add);
    }
    if (arguments.size() == method.getParameterCount()) {
      invoke(arguments);
    }
  }

  private static Optional<Object> argument(Parameter parameter, Frame frame) {
    return frame
        .get(parameter.getName())
        .filter(parameter.getType().isPrimitive() ? it -> true : parameter.getType()::isInstance);
  }

  private static boolean isOfStack(Parameter parameter) {
    return parameter.isAnnotationPresent(OfStack.class);
  }

  private void invoke(List<Object> arguments) {
    try {
      method.invoke(null, arguments.toArray());
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof InvalidValue refused) {
        throw refused;
      }
      throw new IllegalStateException(method + " failed", thrown);
    } catch (IllegalAccessException hidden) {
      throw new IllegalStateException(hidden);
    }
  }
}
