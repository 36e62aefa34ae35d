package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.engine.Engine;
import io.datatier.rehearsal.engine.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pack of somebody who has the guide and the SDK that {@code make sdk} installs, and nothing else
 * of this project: its code blocks and its pom as they stand. And one made from the template.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class GuideScenario {

  private static final Path POLICY = Path.of("../policy").toAbsolutePath().normalize();
  private static final Pattern BLOCK = Pattern.compile("```(java|xml)\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CLASS = Pattern.compile("final class (\\w+)");

  private static final String ACME =
      """
      ❌ acme@v1.0.0 (local: acme)
          - [mandatory] [severity: high]  queue-encrypted  (aws:sqs:Queue: careless)
            Queues are encrypted
            sqsManagedSseEnabled is not set
          - [advisory] [severity: high]  queue-encrypted  (aws:sqs:Queue: careful)
            Queues are encrypted
            can't run policy 'queue-encrypted' during preview: sqsManagedSseEnabled can't be known\
       during preview
          - [advisory]  queue-has-alarm  (aws:sqs:Queue: careless)
            Every queue has an alarm
            has no alarm
          - [advisory]  queue-retention  (aws:sqs:Queue: careless)
            Queues keep their messages
            messageRetentionSeconds is less than 604800""";

  private Path guide = Path.of("");

  @BeforeAll
  void has_the_sdk_and_a_pack(@TempDir Path folder) throws Exception {
    var make =
        new ProcessBuilder("make", "--silent", "sdk").directory(POLICY.resolveSibling("").toFile());
    make.environment().keySet().removeIf(variable -> variable.matches("MAKE.*|MFLAGS"));
    assertEquals(0, make.inheritIO().start().waitFor());
    guide = folder.toRealPath().resolve("acme");
    var blocks = BLOCK.matcher(Files.readString(POLICY.resolve("docs/writing-rules.md")));
    while (blocks.find()) {
      write(blocks.group(1), blocks.group(2));
    }
    Files.writeString(guide.resolve("PulumiPolicy.yaml"), "runtime: java\nversion: 1.0.0\n");
  }

  private void write(String language, String text) throws IOException {
    var file = guide.resolve("pom.xml");
    if (language.equals("java")) {
      var name = CLASS.matcher(text);
      assertTrue(name.find());
      var kind = text.contains("org.junit") ? "test" : "main";
      file = guide.resolve("src/" + kind + "/java/acme/policy/" + name.group(1) + ".java");
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, text.replace("policy.Pack", "acme.policy.AcmePack"));
  }

  @Test
  void runs_on_the_engine_beside_a_pack_made_from_the_template() throws Exception {
    var stage = Stage.ofYaml("guide", "queues", Stage.engine()).judgedFrom(guide);
    var template = Files.createDirectory(stage.folder().resolve("template"));
    var made =
        stage.shell("cd '%s' && pulumi policy new '%s/template'".formatted(template, POLICY));
    assertEquals(0, made.exitCode(), made::output);

    var preview = stage.preview("--policy-pack", "../template");

    assertEquals(
        ACME
            + """

            ❌ policy-pack@v0.1.0 (local: ../template)
                - [mandatory]  buckets-are-tagged  (aws:s3:BucketV2: logs)
                  Buckets say who owns them
                  tags.owner is not set""",
        found(stage, preview),
        preview::output);
    assertNotEquals(0, preview.exitCode());
  }

  @Test
  void runs_on_the_oldest_engine() throws Exception {
    var engine = new Engine(Obtained.folder("oldest", "DATATIER_OLDEST_ENGINE"));
    var stage = Stage.ofYaml("guide-oldest", "queues", engine).judgedFrom(guide);

    var preview = stage.preview();

    assertEquals(ACME, found(stage, preview), preview::output);
    assertNotEquals(0, preview.exitCode());
  }

  @Test
  void does_not_start_with_a_type_that_is_none_or_sources_that_do_not_compile() throws Exception {
    var stage = Stage.ofYaml("guide-mistaken", "queues", Stage.engine()).judgedFrom(guide);
    var rule = guide.resolve("src/main/java/acme/policy/QueueEncrypted.java");
    var right = Files.readString(rule);
    try {
      Files.writeString(rule, right.replace("aws:sqs/queue:Queue", "aws:sqs/queue:Queu"));
      assertEquals(
          "    policy pack acme cannot start: queue-encrypted: there is no resource type"
              + " aws:sqs/queue:Queu; is aws:sqs/queue:Queue meant?\n"
              + "    If your provider is newer and has it, name it in"
              + " src/main/resources/pulumi-types.txt.",
          diagnostics(stage.preview()));
      Files.writeString(rule, right.replace("compliant()", "complaint()"));
      var shown = diagnostics(stage.preview());
      assertTrue(shown.contains("QueueEncrypted.java:["), shown);
      assertTrue(shown.contains("cannot find symbol"), shown);
    } finally {
      Files.writeString(rule, right);
    }
  }

  private String found(Stage stage, Outcome outcome) {
    return Findings.in(outcome)
        .replace(stage.sandbox().project().relativize(guide).toString(), "acme");
  }

  private static String diagnostics(Outcome outcome) {
    assertNotEquals(0, outcome.exitCode());
    return outcome
        .output()
        .lines()
        .dropWhile(line -> !line.equals("Diagnostics:"))
        .skip(2)
        .takeWhile(line -> !line.isBlank())
        .collect(Collectors.joining("\n"));
  }
}
