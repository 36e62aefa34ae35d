package io.datatier.bench.preview;

/** What a process of a preview is, by its command line. */
final class Roles {

  static final String ENGINE = "engine";
  static final String HOST = "host";
  static final String DISCOVERY = "discovery";
  static final String PROGRAM = "program";
  static final String PACK = "pack";
  static final String PROVIDER = "provider";
  static final String OTHER = "other";

  private Roles() {}

  static String of(String command) {
    var words = command.split(" ", -1);
    if (words[0].equals("pulumi") || words[0].endsWith("/pulumi")) {
      return ENGINE;
    } else if (words[0].endsWith("pulumi-language-java")
        || words[0].endsWith("pulumi-language-yaml")) {
      return HOST;
    } else if (command.contains("rehearsal.jar") || words[0].endsWith("pulumi-resource-aws")) {
      return PROVIDER;
    } else if (command.contains("datatier-policy.jar") || command.contains("/policy/")) {
      return PACK;
    } else if (command.contains("-DmainArgs=packages") || command.endsWith("Main packages")) {
      return DISCOVERY;
    } else if (command.contains("datatier.jar") || command.contains("exec:java")) {
      return PROGRAM;
    }
    return OTHER;
  }
}
