package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.datatier.rehearsal.engine.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stack whose config is wrong in several ways at once. */
final class BadConfigurationScenario {

  @Test
  void ends_before_any_resource_is_registered_and_lists_all_faults(@TempDir Path folder)
      throws Exception {
    var config =
        Files.writeString(
            folder.resolve("Pulumi.dev.yaml"),
            """
            config:
              aws:region: us-east-1
              datatier:name: campaign
              datatier:network:
                vpcId: vpc-1
                privateSubnets:
                  - { id: subnet-0a1b2c3d4e5f60711, zone: us-east-1a }
              datatier:database:
                instanceClas: db.t4g.micro
              datatier:requireTls: false
              datatier:functions:
                - { name: dispatcher-lambda, artifact: samples/none }
            """);
    var stage = Stage.of("bad-configuration", Stage.parts("dev").withConfig(config));

    var preview = stage.preview();

    assertNotEquals(0, preview.exitCode());
    assertEquals(
        """
            error: The configuration of stack dev has 5 errors; nothing was changed.
              datatier:network.vpcId is "vpc-1", but must be a VPC id: vpc- and 8 or 17\
         hexadecimal digits
              datatier:network.privateSubnets is invalid: "[us-east-1a]" must be two to\
         sixteen, each a different Availability Zone
              datatier:database.instanceClas is not a known key; did you mean\
         datatier:database.instanceClass?
              datatier:functions[0].artifact is "samples/none", but must be a folder or an archive\
         (.zip, .jar, .tar, .tgz, .tar.gz) that exists, relative to the project
              datatier:requireTls cannot be set: TLS and encryption are always on; remove the key
        """,
        firstError(preview));
    assertEquals("Resources:\n    1 errored\n\n", resources(preview));
    assertEquals(List.of(), stage.account().entities());
  }

  private static String firstError(Outcome outcome) {
    var text = outcome.output();
    var diagnostics = text.substring(text.indexOf("\nDiagnostics:\n"));
    var error = diagnostics.indexOf("    error:");
    return diagnostics.substring(error, diagnostics.indexOf("    error:", error + 1));
  }

  /** What the run did to resources, but for the stack itself: the SDK registers it meanwhile. */
  private static String resources(Outcome outcome) {
    var output = outcome.output();
    return output.substring(output.indexOf("Resources:\n")).replace("    + 1 to create\n", "");
  }
}
