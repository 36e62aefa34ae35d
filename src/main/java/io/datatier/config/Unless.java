package io.datatier.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A key that cannot stand beside another of the same namespace. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Unless {

  /** The path of the other. */
  String given();

  /** Those of its own keys that can. */
  String[] except() default {};

  /** What is wrong with the key, as a sentence that it begins. */
  String refuses();
}
