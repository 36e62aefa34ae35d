package io.datatier.proof.report;

import io.datatier.proof.cli.OptionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the documentation that holds what was measured, between two marks. */
public record RecordedPage(Path file) {

  /**
   * Whether it has a part of that name is found out before anything is measured for it.
   *
   * @throws IOException if it has none
   */
  public void check(String mark) throws IOException {
    if (!between(mark).matcher(new OptionFile("--record", file).text()).find()) {
      throw new IOException(
          "%s has no part between <!-- %s --> and <!-- end -->.".formatted(file, mark));
    }
  }

  /** Puts {@code tables} into the part of that name, in place of those before. */
  public void record(String mark, String tables) throws IOException {
    Files.writeString(
        file,
        between(mark)
            .matcher(Files.readString(file))
            .replaceFirst(Matcher.quoteReplacement("\n" + tables + "\n")));
  }

  private static Pattern between(String mark) {
    return Pattern.compile("(?<=<!-- " + mark + " -->\\n).*?(?=<!-- end -->)", Pattern.DOTALL);
  }
}
