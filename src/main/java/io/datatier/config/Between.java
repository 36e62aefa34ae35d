package io.datatier.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The inclusive range of a number or duration, written as in the configuration, or of a list's
 * size.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Between {

  /** Empty if there is no lower bound. */
  String least() default "";

  /** Empty if there is no upper bound. */
  String most() default "";

  /** What is counted. */
  String unit() default "";
}
