package io.datatier.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A sealed interface whose alternative a key selects. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ChosenBy {
  String key();

  /** The alternative selected when the key is absent. */
  String byDefault();

  /** What the key may be, after the names of the alternatives. */
  String allows() default "";
}
