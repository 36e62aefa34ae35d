package io.datatier.rehearsal.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Commands from a documentation page. The rehearsal runs the page itself, so that the two cannot
 * diverge.
 *
 * @param commands in order, one each, without comments
 */
public record Procedure(List<String> commands) {

  /**
   * The fenced {@code sh} block right after the comment {@code <!-- rehearsed: name -->}.
   *
   * @throws IOException if the page has no such block or the block has no command
   */
  public static Procedure read(Path page, String name) throws IOException {
    var block =
        Pattern.compile(
                "<!-- rehearsed: " + Pattern.quote(name) + " -->\\s*```sh\\n(?<commands>.*?)^```",
                Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(Files.readString(page));
    if (!block.find()) {
      throw new IOException(
          page + " has no sh block after the comment <!-- rehearsed: " + name + " -->.");
    }
    var commands =
        block
            .group("commands")
            .replace("\\\n", " ")
            .lines()
            .map(line -> line.strip().replaceAll("\\s+", " "))
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList();
    if (commands.isEmpty()) {
      throw new IOException(page + ": the block rehearsed as " + name + " contains no command.");
    }
    return new Procedure(commands);
  }
}
