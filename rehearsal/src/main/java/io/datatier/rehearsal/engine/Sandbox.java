package io.datatier.rehearsal.engine;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AccountFile;
import io.datatier.rehearsal.fault.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The folder in which one stack is rehearsed. It holds all that the engine reads and writes: its
 * home with the stand-in as only plugin, its state, the project and the simulated account. Nothing
 * of the user's own Pulumi or AWS set-up is read or changed.
 */
public final class Sandbox {

  /** Guards a state that is thrown away, with secrets that the stand-in made up. */
  private static final String PASSPHRASE = "rehearsal";

  /** The name of the file, beside the account's, of what is to go wrong in runs by hand. */
  public static final String FAULTS = "faults.json";

  private final Path folder;
  private final Parts parts;
  private final Engine engine;

  private Sandbox(Path folder, Parts parts, Engine engine) {
    this.folder = folder.toAbsolutePath().normalize();
    this.parts = parts;
    this.engine = engine;
  }

  /**
   * Makes the folder anew; what an earlier rehearsal left there is deleted.
   *
   * @throws IOException when a part is missing; the message names it
   */
  public static Sandbox layOut(Path folder, Parts parts, Engine engine) throws IOException {
    parts.requireAll();
    var sandbox = new Sandbox(folder, parts, engine);
    sandbox.layOut();
    return sandbox;
  }

  private void layOut() throws IOException {
    deleteFolder();
    Files.createDirectories(folder.resolve("state"));
    Files.createDirectories(project());
    StandInPlugin.install(folder.resolve("home"), parts.standIn());
    ProjectFile.read(parts.project())
        .startedFrom(parts.program(), parts.workingDirectory())
        .write(project().resolve("Pulumi.yaml"));
    Files.copy(parts.config(), project().resolve("Pulumi." + parts.stack() + ".yaml"));
    // So that `--policy-pack policy` means here what it means in the checkout.
    Files.createSymbolicLink(project().resolve("policy"), parts.pack());
    Files.writeString(folder.resolve("passphrase"), PASSPHRASE);
    new AccountFile(account()).startOver(startOfAccount());
    Faults.NONE.write(folder.resolve(FAULTS));
    Files.writeString(env(), exports());
  }

  private Account startOfAccount() throws IOException {
    return Files.exists(parts.fixture()) ? Account.startingWith(parts.fixture()) : Account.empty();
  }

  public Parts parts() {
    return parts;
  }

  /** Where commands run. */
  public Path project() {
    return folder.resolve("project");
  }

  /**
   * The policy pack, seen from where commands run. Not by way of the link {@code policy} that is
   * there too: Maven compiles a pack anew when it comes by another path than the last time.
   */
  public String pack() {
    return project().relativize(parts.pack()).toString();
  }

  /** The simulated AWS account. */
  public Path account() {
    return folder.resolve("account.json");
  }

  /** A shell file that makes {@code pulumi} work on this sandbox by hand. */
  public Path env() {
    return folder.resolve("env");
  }

  /** What the commands printed, a file each, and the engine's event logs. */
  public Path log() {
    return folder.resolve("log");
  }

  Engine engine() {
    return engine;
  }

  /**
   * What a command sees: the user's environment without anything of Pulumi and AWS in it, and with
   * the sandbox's own instead.
   */
  public Map<String, String> environment(Map<String, String> users) {
    var environment =
        users.entrySet().stream()
            .filter(variable -> !variable.getKey().matches("(PULUMI|AWS|DATATIER)_.*"))
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
    environment.putAll(settings());
    environment.merge("PATH", engine.folder().toString(), (path, first) -> first + ":" + path);
    return environment;
  }

  private Map<String, String> settings() {
    return new TreeMap<>(
        Map.of(
            "DATATIER_ACCOUNT", account().toString(),
            "PULUMI_BACKEND_URL", "file://" + folder.resolve("state"),
            "PULUMI_CONFIG_PASSPHRASE_FILE", folder.resolve("passphrase").toString(),
            "PULUMI_HOME", folder.resolve("home").toString(),
            "PULUMI_SKIP_UPDATE_CHECK", "true"));
  }

  private String exports() {
    var path = "export PATH=" + ShellWord.quoted(engine.folder().toString()) + ":\"$PATH\"\n";
    var byHand = new TreeMap<>(settings());
    byHand.put("DATATIER_FAULTS", folder.resolve(FAULTS).toString());
    return byHand.entrySet().stream()
        .map(entry -> "export " + entry.getKey() + "=" + ShellWord.quoted(entry.getValue()) + "\n")
        .collect(Collectors.joining("", path, ""));
  }

  private void deleteFolder() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (var found = Files.walk(folder)) {
      for (var path : found.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
