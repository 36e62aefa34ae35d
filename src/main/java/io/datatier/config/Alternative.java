package io.datatier.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** One of the records that a sealed interface permits. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Alternative {

  /** What taking it means. */
  String title() default "";

  /** What {@link ChosenBy} calls it; without that, it is taken where one of its keys is given. */
  String named() default "";

  /** The one key that all of its keys stand below; empty if they need none. */
  String under() default "";

  /** What is said of that key. */
  String allows() default "";

  /** What is wrong with a key of another alternative, as a sentence that the key begins. */
  String refuses() default "";
}
