package io.datatier.rehearsal.engine;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AccountFile;
import io.datatier.rehearsal.core.Folders;
import io.datatier.rehearsal.fault.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The folder of one stack's rehearsal. It contains everything that the engine reads and writes: its
 * home with the stand-in as the only plugin, its state, the project and the simulated account. The
 * user's own Pulumi and AWS setup is neither read nor changed.
 */
public final class Sandbox {

  /** Protects a temporary state whose secrets the stand-in generated. */
  private static final String PASSPHRASE = "rehearsal";

  /** The name of the fault file for runs by hand, next to the account file. */
  public static final String FAULTS = "faults.json";

  /** Where AWS's SDKs find credentials (AWS SDKs and tools reference guide). */
  private static final String CREDENTIALS =
      "AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN AWS_PROFILE AWS_DEFAULT_PROFILE"
          + " AWS_ROLE_ARN AWS_WEB_IDENTITY_TOKEN_FILE AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
          + " AWS_CONTAINER_CREDENTIALS_FULL_URI";

  private final Path folder;
  private final Parts parts;
  private final Engine engine;

  private Sandbox(Path folder, Parts parts, Engine engine) {
    this.folder = folder.toAbsolutePath().normalize();
    this.parts = parts;
    this.engine = engine;
  }

  /**
   * Recreates the folder, deleting what an earlier rehearsal left.
   *
   * @throws IOException if a part is missing; the message names it
   */
  public static Sandbox layOut(Path folder, Parts parts, Engine engine) throws IOException {
    parts.requireAll();
    var sandbox = new Sandbox(folder, parts, engine);
    sandbox.layOut();
    return sandbox;
  }

  private void layOut() throws IOException {
    Folders.delete(folder);
    Files.createDirectories(folder.resolve("state"));
    Files.createDirectories(project());
    StandInPlugin.install(folder.resolve("home"), parts.standIn());
    installJavaHost();
    installAws();
    var elsewhere = ProjectFile.read(parts.project()).in(parts.workingDirectory());
    (parts.isOwnProgram() ? elsewhere : elsewhere.startedFrom(parts.program()))
        .write(project().resolve("Pulumi.yaml"));
    Files.copy(parts.config(), project().resolve("Pulumi." + parts.stack() + ".yaml"));
    // So that `--policy-pack policy` works as in the checkout.
    Files.createSymbolicLink(project().resolve("policy"), parts.pack());
    Files.writeString(folder.resolve("passphrase"), PASSPHRASE);
    new AccountFile(account()).startOver(startOfAccount());
    Faults.NONE.write(folder.resolve(FAULTS));
    Files.writeString(env(), exports());
  }

  /**
   * As a plugin, for an engine that would warn of one on PATH (pulumi v3.276.0,
   * sdk/go/common/workspace/plugins.go). It takes the newest there is, so the version says nothing.
   */
  private void installJavaHost() throws IOException {
    var plugin = folder.resolve("home/plugins/language-java-v0.0.0/pulumi-language-java");
    Files.createDirectories(plugin.getParent());
    Files.createSymbolicLink(plugin, engine.javaHost());
  }

  /** Before the AWS CLI on the PATH, so that nothing done here asks an account of the user's. */
  private void installAws() throws IOException {
    var aws = bin().resolve("aws");
    Files.createDirectories(aws.getParent());
    Files.writeString(
        aws,
        """
        #!/bin/sh
        DATATIER_ACCOUNT=%s
        export DATATIER_ACCOUNT
        exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp %s io.datatier.rehearsal.cli.AwsCommandLine "$@"
        """
            .formatted(
                ShellWord.quoted(account().toString()),
                ShellWord.quoted(parts.standIn().toString())));
    Files.setPosixFilePermissions(aws, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path bin() {
    return folder.resolve("bin");
  }

  private Account startOfAccount() throws IOException {
    return Files.exists(parts.fixture()) ? Account.startingWith(parts.fixture()) : Account.empty();
  }

  public Parts parts() {
    return parts;
  }

  /** The working directory of commands. */
  public Path project() {
    return folder.resolve("project");
  }

  /**
   * The policy pack's path from the working directory. Not through the link {@code policy} there:
   * Maven recompiles a pack when its path changes.
   */
  public String pack() {
    return project().relativize(parts.pack()).toString();
  }

  /** The simulated AWS account. */
  public Path account() {
    return folder.resolve("account.json");
  }

  /** A shell file to source before running {@code pulumi} on this sandbox by hand. */
  public Path env() {
    return folder.resolve("env");
  }

  /** The output of commands, one file each, and the engine's event logs. */
  public Path log() {
    return folder.resolve("log");
  }

  Engine engine() {
    return engine;
  }

  /**
   * The environment of commands: the user's, with Pulumi's and AWS's variables replaced by the
   * sandbox's.
   */
  public Map<String, String> environment(Map<String, String> users) {
    var environment =
        users.entrySet().stream()
            .filter(variable -> !variable.getKey().matches("(PULUMI|AWS|DATATIER)_.*"))
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
    environment.putAll(settings());
    environment.merge("PATH", bin() + ":" + engine.folder(), (path, first) -> first + ":" + path);
    return environment;
  }

  private Map<String, String> settings() {
    var settings = new TreeMap<>(ofEngine());
    settings.put("DATATIER_ACCOUNT", account().toString());
    settings.put("DATATIER_PROJECT", project().toString());
    // What looks for credentials of AWS finds none.
    settings.put("AWS_CONFIG_FILE", "/dev/null");
    settings.put("AWS_EC2_METADATA_DISABLED", "true");
    settings.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    return settings;
  }

  private Map<String, String> ofEngine() {
    return Map.of(
        "PULUMI_BACKEND_URL",
        "file://" + folder.resolve("state"),
        "PULUMI_CONFIG_PASSPHRASE_FILE",
        folder.resolve("passphrase").toString(),
        // All plugins are in the home: none is looked for on PATH or fetched.
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION",
        "true",
        "PULUMI_HOME",
        folder.resolve("home").toString(),
        "PULUMI_IGNORE_AMBIENT_PLUGINS",
        "true",
        "PULUMI_SKIP_UPDATE_CHECK",
        "true");
  }

  private String exports() {
    var path =
        "unset "
            + CREDENTIALS
            + "\nexport PATH="
            + ShellWord.quoted(bin() + ":" + engine.folder())
            + ":\"$PATH\"\n";
    var byHand = new TreeMap<>(settings());
    byHand.put("DATATIER_FAULTS", folder.resolve(FAULTS).toString());
    return byHand.entrySet().stream()
        .map(entry -> "export " + entry.getKey() + "=" + ShellWord.quoted(entry.getValue()) + "\n")
        .collect(Collectors.joining("", path, ""));
  }
}
