package io.datatier.rehearsal.provider;

import io.datatier.rehearsal.behavior.Traits;
import io.datatier.rehearsal.schema.ResourceSchema;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the inputs that would make a resource as it is now. */
final class Refresh {

  private static final Value NO_ITEMS = new Value.Items(List.of());

  private Refresh() {}

  /** The inputs of a resource that no program has described yet, with all its tags. */
  static Fields imported(ResourceSchema schema, Fields now) {
    var inputs = new TreeMap<String, Value>();
    now.values()
        .forEach(
            (name, value) -> {
              boolean isNothing =
                  value.equals(Value.of("")) || value.equals(NO_ITEMS) || value.equals(Fields.NONE);
              boolean isInput =
                  schema.inputs().properties().containsKey(name) || name.equals("tagsAll");
              if (isInput && !isNothing) {
                inputs.put(name, value);
              }
            });
    return new Fields(inputs);
  }

  /** The inputs as they would have to be now: those that were given, and those that drifted. */
  static Fields inputs(
      ResourceSchema schema, Traits traits, Fields given, Fields before, Fields now) {
    var inputs = new TreeMap<String, Value>();
    given
        .values()
        .forEach(
            (name, value) ->
                projected(value, now.get(name).orElse(null))
                    .map(
                        current -> Differences.same(traits, name, value, current) ? value : current)
                    .ifPresent(current -> inputs.put(name, current)));
    for (var name : schema.inputs().properties().keySet()) {
      var current = now.get(name);
      if (!given.has(name) && current.isPresent() && !current.equals(before.get(name))) {
        inputs.put(name, current.get());
      }
    }
    return new Fields(inputs);
  }

  /** Of current values, what corresponds to inputs that were once given: no more than those had. */
  private static Optional<Value> projected(Value given, @Nullable Value current) {
    if (current == null) {
      return Optional.empty();
    } else if (given instanceof Fields one && current instanceof Fields other) {
      var fields = new TreeMap<String, Value>();
      one.values()
          .forEach(
              (name, value) ->
                  projected(value, other.get(name).orElse(null))
                      .ifPresent(kept -> fields.put(name, kept)));
      return Optional.of(new Fields(fields));
    } else if (given instanceof Value.Items one
        && current instanceof Value.Items other
        && one.values().size() == other.values().size()) {
      var values = new ArrayList<Value>();
      for (int i = 0; i < one.values().size(); i++) {
        projected(one.values().get(i), other.values().get(i)).ifPresent(values::add);
      }
      return Optional.of(new Value.Items(values));
    }
    return Optional.of(current);
  }
}
