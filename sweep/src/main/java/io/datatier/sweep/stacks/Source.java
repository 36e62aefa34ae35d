package io.datatier.sweep.stacks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A place that holds stacks. */
public interface Source {

  /**
   * All stacks in it, in the order of their ids.
   *
   * @throws IOException if it cannot be looked through; the message says what to do
   */
  List<Candidate> stacks() throws IOException;

  /**
   * The source of an address: a folder of exports, the folder of a file backend or its {@code
   * file://} address, or the address of another backend, which takes the Pulumi CLI.
   *
   * @param scratch for what the CLI exports, while it is judged
   * @throws IllegalArgumentException if there is nothing there
   */
  static Source of(String address, Scratch scratch) {
    if (address.startsWith("file://")) {
      return new FileBackend(local(address.substring("file://".length())));
    } else if (address.matches("[a-z0-9]+://.+")) {
      return new CliBackend(address, scratch);
    }
    var path = Path.of(address);
    if (Files.isDirectory(path.resolve(FileBackend.STACKS))) {
      return new FileBackend(path);
    } else if (Files.exists(path)) {
      return new ExportFolder(path);
    }
    throw new IllegalArgumentException("there is no file or folder " + address);
  }

  private static Path local(String path) {
    var folder =
        Path.of(
            path.equals("~") || path.startsWith("~/")
                ? System.getProperty("user.home") + path.substring(1)
                : path);
    if (!Files.isDirectory(folder.resolve(FileBackend.STACKS))) {
      throw new IllegalArgumentException(
          "%s contains no stacks: it has no folder %s".formatted(folder, FileBackend.STACKS));
    }
    return folder;
  }
}
