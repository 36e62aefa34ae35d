package io.datatier.clients;

import io.datatier.config.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * What a worker runs as root on its first boot: Bash, with the variables of the database in its
 * environment. Everyone who may describe the fleet can read it, so keep secrets out.
 */
public record StartScript(String text) {

  // EC2 takes 16 KiB of user data before base64 (EC2 user guide, "Instance user data"); a quarter
  // is kept for the environment.
  private static final int MOST_BYTES = 12 * 1024;

  private static final Pattern OTHER_INTERPRETER =
      Pattern.compile("#!(?!\\s*(?:/usr)?/bin/(?:env )?(?:ba)?sh\\b)");

  public StartScript {
    if (text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new InvalidValue(
          "the start script", "be at most 12 KiB; fetch from S3 what does not fit");
    }
    if (OTHER_INTERPRETER.matcher(text).lookingAt()) {
      throw new InvalidValue(
          text.lines().findFirst().orElse(""),
          "be Bash, because it is appended to a Bash script; call other interpreters from it");
    }
  }
}
