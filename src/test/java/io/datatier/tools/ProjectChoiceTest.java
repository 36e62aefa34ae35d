package io.datatier.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as {@code make} starts them, in a shell that has read a sandbox's env. */
final class ProjectChoiceTest {

  private final CommandFolder checkout;
  private final CommandFolder sandbox;

  ProjectChoiceTest(@TempDir Path checkout, @TempDir Path sandbox) {
    this.checkout = new CommandFolder(checkout);
    this.sandbox = new CommandFolder(sandbox);
  }

  @Test
  void is_the_sandbox_for_the_plan() throws Exception {
    checkout.write("Pulumi.yaml", "name: datatier\nruntime: java\n");
    checkout.write("Pulumi.dev.yaml", stack("db.t4g.small"));
    sandbox.write("Pulumi.yaml", "name: datatier\nruntime: java\n");
    sandbox.write("Pulumi.dev.yaml", stack("db.t4g.large"));

    assertEquals(List.of("db.t4g.small (this plan)"), planned(List.of()));
    assertEquals(
        List.of("db.t4g.large (this plan)"),
        planned(List.of("DATATIER_PROJECT=" + sandbox.path())));
  }

  @Test
  void is_the_sandbox_for_the_recovery_whose_aws_is_asked() throws Exception {
    sandbox.script(
        "pulumi",
        """
        pwd >> asked
        case "$2 $3" in
          "stack export") echo '{"deployment": {"resources": [
            {"urn": "urn:pulumi:dev::tier::pulumi:providers:aws::default", "type":
             "pulumi:providers:aws", "id": "4711", "inputs": {}}], "pending_operations": [
            {"type": "creating", "resource": {"urn": "urn:pulumi:dev::tier::aws:iam/role:Role::r",
             "type": "aws:iam/role:Role", "custom": true, "inputs": {"name": "r"}, "provider":
             "urn:pulumi:dev::tier::pulumi:providers:aws::default::4711"}}]}}' ;;
        esac
        """);
    sandbox.script("aws", "echo 'aws of the sandbox' >> asked; echo '{\"Roles\": []}'\n");

    var printed =
        run(
            "io.datatier.tools.recover.RecoverCommand",
            List.of(
                "DATATIER_PROJECT=" + sandbox.path(),
                "PATH=" + sandbox.path() + File.pathSeparator + System.getenv("PATH")));

    assertEquals(
        """
        The run was interrupted while it created:
          r: not in AWS
        Imported 0 resources; the state of dev matches AWS. Next, repeat the interrupted command:
          pulumi up --stack dev
        """,
        printed);
    var folder = sandbox.path().toRealPath().toString();
    assertEquals(
        List.of(folder, folder, "aws of the sandbox", folder),
        Files.readAllLines(sandbox.path().resolve("asked")));
  }

  private static String stack(String instanceClass) {
    return """
        config:
          aws:region: us-east-1
          datatier:network:
            zones: [us-east-1a, us-east-1b]
          datatier:database:
            instanceClass: %s
        """
        .formatted(instanceClass);
  }

  private List<String> planned(List<String> environment) throws Exception {
    return run("io.datatier.tools.plan.PlanCommand", environment)
        .lines()
        .filter(line -> line.contains("(this plan)"))
        .map(line -> line.strip().replaceAll("  .*", ""))
        .toList();
  }

  /** Everything that a command prints about the stack dev, started in the checkout. */
  private String run(String command, List<String> environment)
      throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var builder =
        new ProcessBuilder(java, "-cp", System.getProperty("java.class.path"), command, "dev")
            .directory(checkout.path().toFile())
            .redirectErrorStream(true);
    builder.environment().remove("DATATIER_PROJECT");
    for (var variable : environment) {
      var pair = variable.split("=", 2);
      builder.environment().put(pair[0], pair[1]);
    }
    var process = builder.start();
    var printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), printed);
    return printed;
  }
}
