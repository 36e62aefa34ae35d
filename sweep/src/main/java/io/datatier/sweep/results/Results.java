package io.datatier.sweep.results;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** The results of one sweep, from one file or from those of all its shards, in the order of ids. */
public final class Results {

  private final SweepFacts facts;
  private final TreeMap<String, ResultsFile> files = new TreeMap<>();
  private final Totals totals = new Totals();

  /** What is done with each stack in turn. */
  public interface Visitor {
    void visit(StackResult result) throws IOException;
  }

  private Results(SweepFacts facts) {
    this.facts = facts;
  }

  /** The results of one run. */
  public static Results of(ResultsFile file) throws IOException {
    return joined(file.facts(), List.of(file));
  }

  /**
   * The results of all shards.
   *
   * @throws IllegalArgumentException naming every fault: a shard that is missing or not at its end,
   *     and results that are of another sweep or day
   */
  public static Results join(List<ResultsFile> files) throws IOException {
    var faults = new ArrayList<String>();
    var first = files.get(0).facts();
    var missing = new TreeSet<>(IntStream.rangeClosed(1, first.shard().count()).boxed().toList());
    var seen = new HashSet<Integer>();
    for (var file : files) {
      var facts = file.facts();
      var shard = facts.shard();
      var unlike = facts.unlike(first);
      if (unlike.isPresent()) {
        faults.add("shard %s is %s".formatted(shard, unlike.get()));
      } else if (!seen.add(shard.index())) {
        faults.add("shard %s is given twice".formatted(shard));
      } else if (file.ids().size() < facts.stacks()) {
        faults.add(
            "shard %s is incomplete: it has %d of %d stacks"
                .formatted(shard, file.ids().size(), facts.stacks()));
      }
      missing.remove(shard.index());
    }
    missing.forEach(
        it -> faults.add("shard %d/%d is missing".formatted(it, first.shard().count())));
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException(String.join("\n", faults));
    }
    return joined(first, files);
  }

  private static Results joined(SweepFacts facts, List<ResultsFile> files) throws IOException {
    var results = new Results(facts);
    for (var file : files) {
      for (var id : file.ids()) {
        results.files.put(id, file);
      }
    }
    results.each(results.totals::add);
    return results;
  }

  /** What is common to all. */
  public SweepFacts facts() {
    return facts;
  }

  /** What all come to. */
  public Totals totals() {
    return totals;
  }

  /** Reads stack by stack. */
  public void each(Visitor visitor) throws IOException {
    for (var entry : files.entrySet()) {
      visitor.visit(entry.getValue().result(entry.getKey()));
    }
  }
}
