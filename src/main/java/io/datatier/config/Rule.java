package io.datatier.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * What several values demand of each other: a static method of the record whose first parameter is
 * to blame. Parameters bear the names of components, and the rule is asked once all of them were
 * read without a fault of their own. It refuses with {@link io.datatier.values.InvalidValue}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Rule {}
