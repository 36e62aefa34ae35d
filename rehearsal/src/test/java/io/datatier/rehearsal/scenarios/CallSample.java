package io.datatier.rehearsal.scenarios;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.datatier.rehearsal.fault.Call;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Of many calls one to each type of resource, and all kinds of calls among them. */
final class CallSample {

  private CallSample() {}

  /**
   * The sample of a seed. Seeds that follow each other take turns: after as many as a type has
   * calls, each of them was in a sample.
   */
  static Set<Call> of(Collection<Call> calls, long seed) {
    var sample = new LinkedHashSet<Call>();
    for (var ofType : by(Call::type, calls).values()) {
      var kinds = List.copyOf(by(Call::kind, ofType).values());
      var turn = seed + sample.size();
      sample.add(one(one(kinds, turn), Math.floorDiv(turn, kinds.size())));
    }
    var sampled = by(Call::kind, sample).keySet();
    for (var ofKind : by(Call::kind, calls).entrySet()) {
      if (!sampled.contains(ofKind.getKey())) {
        sample.add(one(ofKind.getValue(), seed));
      }
    }
    return sample;
  }

  private static <K> Map<K, List<Call>> by(Function<Call, K> key, Collection<Call> calls) {
    return calls.stream().collect(groupingBy(key, TreeMap::new, toList()));
  }

  private static <T> T one(List<T> all, long turn) {
    return all.get(Math.floorMod(turn, all.size()));
  }
}
