package io.datatier.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One record of a sealed interface. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Alternative {

  /** The heading of its keys. */
  String title() default "";

  /** Its value of the {@link ChosenBy} key; without one, any of its keys selects it. */
  String named() default "";

  /** The key that its keys are nested below; empty if they are not nested. */
  String under() default "";

  /** The description of that key. */
  String allows() default "";

  /** The error for a key of another alternative; continues a sentence that starts with the key. */
  String refuses() default "";
}
