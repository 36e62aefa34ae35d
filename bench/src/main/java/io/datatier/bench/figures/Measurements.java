package io.datatier.bench.figures;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** Samples by name. A name starts with its group and a period. Not for use by several threads. */
public final class Measurements {

  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();

  private final SortedMap<String, Sample> samples = new TreeMap<>();

  /** Adds one value to a sample. */
  public void add(String name, double value) {
    samples.merge(name, new Sample(List.of(value)), (all, one) -> all.with(value));
  }

  public Optional<Sample> sample(String name) {
    return Optional.ofNullable(samples.get(name));
  }

  /** Empty if it was not measured. */
  public OptionalDouble median(String name) {
    var sample = samples.get(name);
    return sample == null ? OptionalDouble.empty() : OptionalDouble.of(sample.median());
  }

  /** One median over another; empty if either was not measured. */
  public OptionalDouble ratio(String name, String over) {
    var above = median(name);
    var below = median(over);
    return above.isPresent() && below.isPresent()
        ? OptionalDouble.of(above.getAsDouble() / below.getAsDouble())
        : OptionalDouble.empty();
  }

  /** Forgets what was measured of a group before. */
  public void dropGroup(String group) {
    samples.keySet().removeIf(name -> name.startsWith(group + "."));
  }

  /** Empty if there is no file. */
  public static Measurements read(Path file) throws IOException {
    var measurements = new Measurements();
    if (Files.exists(file)) {
      Map<String, List<Double>> kept =
          GSON.fromJson(
              Files.readString(file), new TypeToken<Map<String, List<Double>>>() {}.getType());
      kept.forEach((name, values) -> measurements.samples.put(name, new Sample(values)));
    }
    return measurements;
  }

  public void write(Path file) throws IOException {
    var kept = new TreeMap<String, List<Double>>();
    samples.forEach((name, sample) -> kept.put(name, sample.values()));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, GSON.toJson(kept) + "\n");
  }
}
