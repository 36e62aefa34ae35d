package io.datatier.testing;

import java.util.Map;

/** One registered resource: what the program asked for. */
public record RecordedResource(
    String type, String name, String parentType, Map<String, Object> inputs) {}
