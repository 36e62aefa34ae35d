package io.datatier.rehearsal.scenarios;

import io.datatier.rehearsal.engine.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;

/** A stack as it once was: its state, its account and its configuration, kept to go back to. */
final class SavedStack {

  private final Map<Path, Path> copies;

  private SavedStack(Map<Path, Path> copies) {
    this.copies = copies;
  }

  static SavedStack of(Sandbox sandbox) throws IOException {
    var folder = Files.createTempDirectory(sandbox.log().getParent(), "saved");
    var config = "Pulumi." + sandbox.parts().stack() + ".yaml";
    var saved =
        new SavedStack(
            Map.of(
                sandbox.account(), folder.resolve("account.json"),
                sandbox.log().resolveSibling("state"), folder.resolve("state"),
                sandbox.project().resolve(config), folder.resolve(config)));
    for (var each : saved.copies.entrySet()) {
      copy(each.getKey(), each.getValue());
    }
    return saved;
  }

  void restore() throws IOException {
    for (var each : copies.entrySet()) {
      delete(each.getKey());
      copy(each.getValue(), each.getKey());
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (var found = Files.walk(from)) {
      for (var path : found.toList()) {
        Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static void delete(Path path) throws IOException {
    try (var found = Files.walk(path)) {
      for (var each : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
