package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.engine.Procedure;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What docs/operations.md says to do after a run that died, done to one stack. */
final class Recovery {

  /** What fileblob says of an empty file of attributes (gocloud.dev, blob/fileblob/attrs.go). */
  private static final String UNREADABLE = "failed to load checkpoint: EOF";

  private final Stage stage;
  private final List<String> commands;
  private int pending;
  private int imported;
  private int unreadable;

  private Recovery(Stage stage, List<String> commands) {
    this.stage = stage;
    this.commands = commands;
  }

  static Recovery of(Stage stage) throws IOException {
    return new Recovery(
        stage, Procedure.read(stage.sandbox().parts().operations(), "recovery").commands());
  }

  /** Follows the page up to where the run is to be repeated. */
  void follow() throws Exception {
    var interrupted = interrupted();
    var before = idsInState();
    for (var command : commands.subList(0, commands.size() - 1)) {
      run(command);
    }
    var after = idsInState();
    assertEquals(Set.of(), interrupted());
    assertTheStackKnowsWhatThereIs(after);
    pending += interrupted.size();
    imported += without(after, before).size();
  }

  /** The last step: what died is done to its end. */
  void complete() throws Exception {
    run(commands.get(commands.size() - 1));
  }

  private void run(String command) throws Exception {
    var outcome = stage.shell(inSandbox(command));
    if (outcome.output().contains(UNREADABLE)) {
      makeReadable();
      outcome = stage.shell(inSandbox(command));
    }
    assertEquals(0, outcome.exitCode(), outcome.output());
  }

  private void makeReadable() throws Exception {
    for (var command :
        Procedure.read(stage.sandbox().parts().operations(), "state in files").commands()) {
      var outcome = stage.shell(command);
      assertEquals(0, outcome.exitCode(), outcome.output());
    }
    unreadable++;
  }

  /** How often the engine could not read its state before something was done. */
  int unreadable() {
    return unreadable;
  }

  /** How many creations were noted and not confirmed, in all runs that died. */
  int pending() {
    return pending;
  }

  /** How many resources were found in AWS and taken over. */
  int imported() {
    return imported;
  }

  /** What make does in the checkout, with the jar as it is. */
  private String inSandbox(String command) {
    var parts = stage.sandbox().parts();
    return command.replace(
        "make recover STACK=prod",
        "cd '%s' && java -cp '%s' io.datatier.tools.recover.RecoverCommand %s"
            .formatted(parts.workingDirectory(), parts.program(), parts.stack()));
  }

  private void assertTheStackKnowsWhatThereIs(Set<String> inState) {
    var account = stage.account().entities();
    var ids = account.stream().map(Recovery::idOf).collect(Collectors.toSet());
    assertEquals(Set.of(), without(inState, ids), "in the state, and not in AWS");
    var lookedFor =
        stage.account().leftovers().stream()
            .filter(entity -> entity.origin() instanceof Origin.Made)
            .map(Recovery::idOf)
            .collect(Collectors.toSet());
    assertEquals(Set.of(), without(lookedFor, inState), "in AWS, and not in the state");
  }

  private static Set<String> without(Set<String> these, Set<String> those) {
    var rest = new TreeSet<>(these);
    rest.removeAll(those);
    return rest;
  }

  private static String idOf(Entity entity) {
    return entity.type() + " " + entity.id();
  }

  private Set<String> interrupted() throws IOException {
    return pendingOperations()
        .filter(operation -> operation.get("type").getAsString().equals("creating"))
        .map(operation -> operation.getAsJsonObject("resource").get("urn").getAsString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Stream<JsonObject> pendingOperations() throws IOException {
    return list("pending_operations");
  }

  private Set<String> idsInState() throws IOException {
    return list("resources")
        .filter(resource -> resource.get("type").getAsString().startsWith("aws:"))
        .map(
            resource -> resource.get("type").getAsString() + " " + resource.get("id").getAsString())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Reads the engine's own file: whatever happens to the engine, it must be there and whole. */
  private Stream<JsonObject> list(String member) throws IOException {
    var stacks = stage.sandbox().log().resolveSibling("state").resolve(".pulumi/stacks/datatier");
    var file = stacks.resolve(stage.sandbox().parts().stack() + ".json");
    assertTrue(Files.exists(file), () -> file + " is lost");
    var latest =
        JsonParser.parseString(Files.readString(file))
            .getAsJsonObject()
            .getAsJsonObject("checkpoint")
            .getAsJsonObject("latest");
    return latest == null || !latest.has(member)
        ? Stream.of()
        : latest.getAsJsonArray(member).asList().stream().map(JsonElement::getAsJsonObject);
  }
}
