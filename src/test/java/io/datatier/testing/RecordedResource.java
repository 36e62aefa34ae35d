package io.datatier.testing;

import java.util.Map;

/**
 * One registered resource: what the program asked for.
 *
 * @param options what its options say, as {@link RecordedOptions} tells
 */
public record RecordedResource(
    String type,
    String name,
    String parentType,
    Map<String, Object> inputs,
    Map<String, Object> options) {}
