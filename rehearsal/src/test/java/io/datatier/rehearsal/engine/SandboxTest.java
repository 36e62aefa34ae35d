package io.datatier.rehearsal.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.rehearsal.account.AccountFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SandboxTest {

  private final Path checkout;
  private final Path folder;

  SandboxTest(@TempDir Path checkout) throws IOException {
    this.checkout = checkout;
    this.folder = checkout.resolve(".rehearsal/dev");
    Files.writeString(checkout.resolve("Pulumi.yaml"), "name: datatier\nruntime: java\n");
    Files.writeString(checkout.resolve("Pulumi.dev.yaml"), "config: {}\n");
    for (var jar : List.of("target/datatier.jar", "rehearsal/target/rehearsal.jar")) {
      Files.createDirectories(checkout.resolve(jar).getParent());
      Files.createFile(checkout.resolve(jar));
    }
    Files.createDirectory(checkout.resolve("policy"));
    Files.writeString(checkout.resolve("policy/PulumiPolicy.yaml"), "runtime: java\n");
  }

  @Test
  void holds_all_that_the_engine_needs() throws IOException {
    layOut();

    assertEquals(
        List.of(
            "account.json",
            "bin/aws",
            "env",
            "faults.json",
            "home/plugins/language-java-v0.0.0/pulumi-language-java",
            "home/plugins/resource-aws-v6.83.0/pulumi-resource-aws",
            "passphrase",
            "project/Pulumi.dev.yaml",
            "project/Pulumi.yaml",
            "project/policy"),
        files());
  }

  @Test
  void is_made_anew_without_touching_what_it_links_to() throws IOException {
    layOut();
    Files.writeString(folder.resolve("state/left"), "from an earlier run");

    layOut();

    assertEquals(10, files().size());
    assertEquals("runtime: java\n", Files.readString(checkout.resolve("policy/PulumiPolicy.yaml")));
  }

  @Test
  void starts_the_account_empty_without_a_fixture() throws IOException {
    var sandbox = layOut();

    assertEquals(List.of(), new AccountFile(sandbox.account()).read().entities());
  }

  @Test
  void shows_commands_nothing_of_the_users_own_set_up() throws IOException {
    var environment =
        layOut()
            .environment(
                Map.of(
                    "HOME", "/home/me",
                    "PATH", "/usr/bin",
                    "AWS_PROFILE", "mine",
                    "AWS_CONFIG_FILE", "/home/me/mine",
                    "PULUMI_ACCESS_TOKEN", "mine",
                    "PULUMI_BACKEND_URL", "https://example.com",
                    "DATATIER_FAULTS", "/mine"));

    assertEquals(
        Map.ofEntries(
            Map.entry("HOME", "/home/me"),
            Map.entry("PATH", folder + "/bin:/engine:/usr/bin"),
            Map.entry("AWS_CONFIG_FILE", "/dev/null"),
            Map.entry("AWS_EC2_METADATA_DISABLED", "true"),
            Map.entry("AWS_SHARED_CREDENTIALS_FILE", "/dev/null"),
            Map.entry("DATATIER_ACCOUNT", folder + "/account.json"),
            Map.entry("DATATIER_PROJECT", folder + "/project"),
            Map.entry("PULUMI_BACKEND_URL", "file://" + folder + "/state"),
            Map.entry("PULUMI_CONFIG_PASSPHRASE_FILE", folder + "/passphrase"),
            Map.entry("PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION", "true"),
            Map.entry("PULUMI_HOME", folder + "/home"),
            Map.entry("PULUMI_IGNORE_AMBIENT_PLUGINS", "true"),
            Map.entry("PULUMI_SKIP_UPDATE_CHECK", "true")),
        environment);
  }

  @Test
  void has_a_file_to_go_on_by_hand_with() throws IOException {
    var sandbox = layOut();

    assertEquals(
        """
        unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_PROFILE AWS_DEFAULT_PROFILE AWS_ROLE_ARN AWS_WEB_IDENTITY_TOKEN_FILE AWS_CONTAINER_CREDENTIALS_RELATIVE_URI AWS_CONTAINER_CREDENTIALS_FULL_URI
        export PATH='%1$s/bin:/engine':"$PATH"
        export AWS_CONFIG_FILE='/dev/null'
        export AWS_EC2_METADATA_DISABLED='true'
        export AWS_SHARED_CREDENTIALS_FILE='/dev/null'
        export DATATIER_ACCOUNT='%1$s/account.json'
        export DATATIER_FAULTS='%1$s/faults.json'
        export DATATIER_PROJECT='%1$s/project'
        export PULUMI_BACKEND_URL='file://%1$s/state'
        export PULUMI_CONFIG_PASSPHRASE_FILE='%1$s/passphrase'
        export PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION='true'
        export PULUMI_HOME='%1$s/home'
        export PULUMI_IGNORE_AMBIENT_PLUGINS='true'
        export PULUMI_SKIP_UPDATE_CHECK='true'
        """
            .formatted(folder),
        Files.readString(sandbox.env()));
  }

  @Test
  void asks_no_account_of_the_users() throws Exception {
    var sandbox = layOut();
    var users = Files.createDirectories(checkout.resolve("users"));
    Files.writeString(users.resolve("aws"), "#!/bin/sh\ntouch " + checkout + "/asked\n");
    assertEquals(true, users.resolve("aws").toFile().setExecutable(true));
    var shell =
        new ProcessBuilder(
            "sh",
            "-c",
            ". \"$1\"; aws iam list-roles; env | grep -c AWS_ACCESS_KEY_ID",
            "sh",
            sandbox.env().toString());
    shell.environment().merge("PATH", users.toString(), (path, first) -> first + ":" + path);
    shell.environment().put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");

    var running = shell.redirectError(ProcessBuilder.Redirect.DISCARD).start();

    assertEquals("0\n", new String(running.getInputStream().readAllBytes(), UTF_8));
    assertEquals(false, Files.exists(checkout.resolve("asked")));
  }

  @Test
  void names_the_part_that_is_missing() {
    var fault =
        assertThrows(
            FileNotFoundException.class,
            () ->
                Sandbox.layOut(folder, Parts.of(checkout, "test"), new Engine(Path.of("/engine"))));

    assertEquals(
        "There is no "
            + checkout.resolve("Pulumi.test.yaml")
            + ", which is needed to rehearse test.",
        fault.getMessage());
  }

  @Test
  void takes_no_path_for_a_stack() {
    var fault =
        assertThrows(IllegalArgumentException.class, () -> Parts.of(checkout, "../elsewhere"));

    assertEquals(
        "\"../elsewhere\" is not a stack name: use letters, digits, hyphens, underscores and periods.",
        fault.getMessage());
  }

  private Sandbox layOut() throws IOException {
    return Sandbox.layOut(folder, Parts.of(checkout, "dev"), new Engine(Path.of("/engine")));
  }

  private List<String> files() throws IOException {
    try (var found = Files.walk(folder)) {
      return found
          .filter(path -> !Files.isDirectory(path) || Files.isSymbolicLink(path))
          .map(path -> folder.relativize(path).toString())
          .filter(path -> !path.endsWith(".lock"))
          .sorted()
          .toList();
    }
  }
}
