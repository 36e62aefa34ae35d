package io.datatier.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/** Creates records and reads their components. */
final class Records {

  private Records() {}

  /**
   * A record of {@code type}.
   *
   * @param values of its components, in their order
   * @throws InvalidValue if its constructor does
   */
  static Object construct(Class<?> type, List<Object> values) {
    try {
      return constructor(type).newInstance(values.toArray());
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof InvalidValue refused) {
        throw refused;
      }
      throw new IllegalStateException(type + " cannot be made of " + values, thrown);
    } catch (ReflectiveOperationException hidden) {
      throw new IllegalStateException(hidden);
    }
  }

  /** The value of {@code component} in {@code record}. */
  static Object get(RecordComponent component, Object record) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException hidden) {
      throw new IllegalStateException(hidden);
    }
  }

  private static Constructor<?> constructor(Class<?> type) throws NoSuchMethodException {
    var types =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    var canonical = type.getDeclaredConstructor(types);
    canonical.setAccessible(true);
    return canonical;
  }
}
