package io.datatier.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A constraint between values: a static method of the record whose first parameter is the key to
 * report. Parameters have the names of components; the rule is checked once all of them are valid.
 * It reports a violation with {@link io.datatier.config.InvalidValue}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Rule {}
