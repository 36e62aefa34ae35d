package io.datatier.bench.pack;

import io.datatier.bench.figures.Growth;
import io.datatier.bench.figures.Measurements;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Measures packs side by side: each repetition asks one after the other. */
public final class PackGroup {

  /** The group's name. */
  public static final String NAME = "pack";

  /** Sizes of stacks. */
  public static final List<Integer> STACKS = List.of(100, 1_000, 5_000);

  private static final int COLD = 1_000;
  private static final int ALL = 10_000;

  /** Each stack is judged again so often for the exponent, which a JVM that warms up would hide. */
  private static final int AGAIN = 3;

  private static final int STARTS = 3;

  private final List<Candidate> candidates;
  private final List<Candidate> starters;
  private final Measurements figures;
  private final Consumer<String> progress;
  private final Map<String, Set<String>> found = new HashMap<>();

  /**
   * @param starters those of which the start alone is measured
   */
  public PackGroup(
      List<Candidate> candidates,
      List<Candidate> starters,
      Measurements figures,
      Consumer<String> progress) {
    this.candidates = List.copyOf(candidates);
    this.starters = List.copyOf(starters);
    this.figures = figures;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @throws IllegalStateException if the packs do not find the same: they would not have done the
   *     same work
   */
  public void measure(int repetitions) throws IOException {
    try (var engine = StandInEngine.listening()) {
      var everyone = new ArrayList<>(candidates);
      everyone.addAll(starters);
      // Builds what is missing, and fills the caches of the system.
      for (var each : everyone) {
        RunningPack.start(each, engine.address()).close();
      }
      for (var repetition = 1; repetition <= repetitions; repetition++) {
        progress.accept("pack, repetition %d of %d".formatted(repetition, repetitions));
        for (var turn = 0; turn < STARTS; turn++) {
          for (var each : everyone) {
            start(each, engine.address());
          }
        }
        for (var each : candidates) {
          calls(each, engine.address());
        }
        for (var size : STACKS) {
          for (var each : candidates) {
            stack(each, size, engine.address());
          }
        }
        exponents();
      }
    }
  }

  private void start(Candidate candidate, String engine) throws IOException {
    try (var pack = RunningPack.start(candidate, engine)) {
      figures.add(name("start", candidate), pack.secondsToStart());
    }
  }

  private void calls(Candidate candidate, String engine) throws IOException {
    var requests = MixedResources.requests(MixedResources.first(ALL));
    try (var pack = RunningPack.start(candidate, engine)) {
      pack.configure(Rules.COMMON);
      var before = pack.cpuSeconds();
      var violations = new TreeSet<>(pack.analyze(requests.subList(0, COLD)));
      figures.add(name("cold-ms", candidate), 1_000 * (pack.cpuSeconds() - before) / COLD);
      violations.addAll(pack.analyze(requests.subList(COLD, ALL)));
      figures.add(name("all-ms", candidate), 1_000 * (pack.cpuSeconds() - before) / ALL);
      figures.add(name("peak-mib", candidate), pack.peakMebibytes());
      agree("Analyze", candidate, violations);
    }
  }

  private void stack(Candidate candidate, int size, String engine) throws IOException {
    var resources = MixedResources.first(size);
    try (var pack = RunningPack.start(candidate, engine)) {
      pack.configure(Rules.COMMON);
      // As in a run: each alone, then all together.
      var unusedViolations = pack.analyze(MixedResources.requests(resources));
      var start = System.nanoTime();
      var violations = pack.analyzeStack(resources);
      figures.add(name("stack-" + size + "-s", candidate), (System.nanoTime() - start) / 1e9);
      agree("AnalyzeStack of " + size, candidate, violations);
      for (var turn = 0; turn < AGAIN; turn++) {
        var again = System.nanoTime();
        var unusedAgain = pack.analyzeStack(resources);
        figures.add(name("warm-" + size + "-s", candidate), (System.nanoTime() - again) / 1e9);
      }
    }
  }

  private void exponents() {
    for (var candidate : candidates) {
      var times = new TreeMap<Integer, Double>();
      for (var size : STACKS) {
        times.put(size, figures.median(name("warm-" + size + "-s", candidate)).orElseThrow());
      }
      figures.add(name("exponent", candidate), Growth.exponent(times));
    }
  }

  private void agree(String call, Candidate candidate, Set<String> violations) {
    var others = found.putIfAbsent(call, violations);
    if (others != null && !others.equals(violations)) {
      var more = new TreeSet<>(violations);
      more.removeAll(others);
      var fewer = new TreeSet<>(others);
      fewer.removeAll(violations);
      throw new IllegalStateException(
          "%s: the packs did not do the same work. %s alone finds %s and misses %s."
              .formatted(call, candidate.name(), more, fewer));
    }
  }

  private static String name(String measure, Candidate candidate) {
    return NAME + "." + measure + "." + candidate.name();
  }
}
