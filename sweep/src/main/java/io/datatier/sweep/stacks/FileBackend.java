package io.datatier.sweep.stacks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Every stack of a file backend (pulumi/pulumi, pkg/backend/diy), read without the CLI. */
record FileBackend(Path folder) implements Source {

  /** Where it keeps them, as {@code PROJECT/STACK.json}; backups and attributes end otherwise. */
  static final String STACKS = ".pulumi/stacks";

  @Override
  public List<Candidate> stacks() throws IOException {
    var found = ExportFolder.in(folder.resolve(STACKS));
    if (found.isEmpty()) {
      throw new IOException(folder + " is a backend without stacks");
    }
    return found;
  }
}
