package io.datatier.rehearsal.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/** A {@code Pulumi.yaml}: read from the user's project, written to the sandbox. */
final class ProjectFile {

  private final Map<String, Object> entries;

  private ProjectFile(Map<String, Object> entries) {
    this.entries = entries;
  }

  /**
   * @throws IOException if the file is missing or not a YAML mapping
   */
  static ProjectFile read(Path file) throws IOException {
    try (var text = Files.newBufferedReader(file)) {
      if (yaml().load(text) instanceof Map<?, ?> mapping) {
        var entries = new LinkedHashMap<String, Object>();
        mapping.forEach((key, value) -> entries.put(String.valueOf(key), value));
        return new ProjectFile(entries);
      }
    }
    throw new IOException(file + " is not a project file: it must be a YAML mapping with a name.");
  }

  /**
   * The same project from elsewhere. {@code main} sets the program's folder and working directory,
   * so that paths in its config resolve as for the user (pulumi v3.276.0, pkg/engine/project.go).
   */
  ProjectFile in(Path workingDirectory) {
    return with("main", workingDirectory.toString());
  }

  /** The same project with another program: a built jar. */
  ProjectFile startedFrom(Path jar) {
    var options = Map.of("binary", jar.toString());
    return with("runtime", new TreeMap<>(Map.of("name", "java", "options", options)));
  }

  private ProjectFile with(String key, Object value) {
    var changed = new LinkedHashMap<>(entries);
    changed.put(key, value);
    return new ProjectFile(changed);
  }

  void write(Path file) throws IOException {
    Files.writeString(file, yaml().dump(entries));
  }

  private static Yaml yaml() {
    var block = new DumperOptions();
    block.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    return new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(block), block);
  }
}
