package io.datatier.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A key that excludes another key of the namespace. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Unless {

  /** The path of the other key. */
  String given();

  /** The keys below it that are allowed nevertheless. */
  String[] except() default {};

  /** The error; continues a sentence that starts with the key. */
  String refuses();
}
