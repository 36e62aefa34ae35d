package io.datatier.bench.preview;

import io.datatier.bench.figures.Measurements;
import io.datatier.bench.process.Seen;
import io.datatier.bench.process.Watched;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.function.Consumer;

/** Measures a preview of the dev stack with the pack, in each form, one after the other. */
public final class PreviewGroup {

  /** The group's name. */
  public static final String NAME = "preview";

  private final Bench bench;
  private final Measurements figures;
  private final Consumer<String> progress;

  public PreviewGroup(Bench bench, Measurements figures, Consumer<String> progress) {
    this.bench = bench;
    this.figures = figures;
    this.progress = progress;
  }

  /** Measures, after one run of each that warms caches. */
  public void measure(int repetitions) throws IOException, InterruptedException {
    var config = Files.readString(bench.checkout().resolve("Pulumi.dev.yaml"));
    var folders = new LinkedHashMap<Form, Path>();
    for (var form : Form.all(bench)) {
      progress.accept("preview, warming " + form.name());
      var folder =
          bench.project(
              "bench-" + form.name(), form.project(), form.pack().isEmpty() ? "" : config);
      folders.put(form, folder);
      var unusedFirst = bench.preview(folder, form.options());
    }
    for (var repetition = 1; repetition <= repetitions; repetition++) {
      progress.accept("preview, repetition %d of %d".formatted(repetition, repetitions));
      for (var each : folders.entrySet()) {
        note(each.getKey(), bench.preview(each.getValue(), each.getKey().options()));
      }
    }
  }

  private void note(Form form, Watched preview) {
    var prefix = NAME + "." + form.name() + ".";
    figures.add(prefix + "seconds", preview.seconds());
    figures.add(prefix + "cpu", preview.family().cpuSeconds());
    var roles = preview.family().by(Roles::of);
    for (var role : roles.entrySet()) {
      var of = prefix + role.getKey() + ".";
      var last = role.getValue().stream().mapToDouble(Seen::lastSeen).max().orElse(0);
      figures.add(of + "start", preview.family().startOf(role.getValue()));
      figures.add(of + "end", last);
      figures.add(of + "cpu", role.getValue().stream().mapToDouble(Seen::ownCpuSeconds).sum());
    }
  }
}
