package io.datatier.rehearsal.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.datatier.rehearsal.engine.Sandbox;
import io.datatier.rehearsal.fault.Fault;
import io.datatier.rehearsal.fault.Faults;
import io.datatier.rehearsal.fault.InvalidFaults;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Edits the fault file next to an account. */
@Command(name = "faults", description = "Inject faults into the next Pulumi runs by hand.")
final class FaultsCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Choose a command: show, clear or set.");
  }

  @Command(name = "show", description = "Show the fault file.")
  int show(@Mixin AccountChoice choice) throws IOException {
    spec.commandLine().getOut().print(faults(choice).text());
    spec.commandLine().getOut().flush();
    return 0;
  }

  @Command(name = "clear", description = "Remove all faults.")
  int clear(@Mixin AccountChoice choice) throws IOException {
    Faults.NONE.write(file(choice));
    return 0;
  }

  @Command(name = "set", description = "Add a fault. docs/rehearsal.md explains the keys.")
  int set(
      @Mixin AccountChoice choice,
      @Option(names = "--call", description = "create, read, update or delete")
          @Nullable String call,
      @Option(names = "--type", description = "a resource type") @Nullable String type,
      @Option(names = "--resource", description = "a resource's name in the program")
          @Nullable String resource,
      @Option(names = "--nth", description = "which matching call, from 1 (default: 1)")
          @Nullable String nth,
      @Option(
              names = "--one-in",
              description = "each matching call, with a chance of one in this many")
          @Nullable String oneIn,
      @Option(
              names = "--fault",
              description = "fail (default), throttle, slow, die-before, die-after or silent")
          @Nullable String fault,
      @Option(names = "--code", description = "AWS's error code") @Nullable String code,
      @Option(names = "--message", description = "AWS's error message") @Nullable String message,
      @Option(names = "--times", description = "how many times in a row it is throttled")
          @Nullable String times,
      @Option(names = "--seconds", description = "how many seconds the call is delayed")
          @Nullable String seconds,
      @Option(names = "--seed", description = "seed that selects the --one-in calls")
          @Nullable String seed)
      throws IOException {
    var one = new JsonObject();
    add(one, "call", text(call));
    add(one, "type", text(type));
    add(one, "resource", text(resource));
    add(one, "nth", number(nth));
    add(one, "oneIn", number(oneIn));
    add(one, "fault", text(fault));
    add(one, "code", text(code));
    add(one, "message", text(message));
    add(one, "times", number(times));
    add(one, "seconds", number(seconds));
    var before = faults(choice);
    var added = parsed(choice, one, seed == null ? new JsonPrimitive(before.seed()) : number(seed));
    var all = new ArrayList<Fault>(before.all());
    all.addAll(added.all());
    new Faults(added.seed(), all).write(file(choice));
    return 0;
  }

  private static Faults parsed(AccountChoice choice, JsonObject one, @Nullable JsonElement seed) {
    var list = new JsonArray();
    list.add(one);
    var json = new JsonObject();
    add(json, "seed", seed);
    json.add("faults", list);
    try {
      return Faults.parse(json.toString());
    } catch (InvalidFaults fault) {
      throw choice.wrong(String.valueOf(fault.getMessage()).replace("faults[0].", ""));
    }
  }

  private static void add(JsonObject json, String name, @Nullable JsonElement value) {
    if (value != null) {
      json.add(name, value);
    }
  }

  private static @Nullable JsonElement text(@Nullable String value) {
    return value == null ? null : new JsonPrimitive(value);
  }

  /** Anything but a number stays text, so that the fault file's validation rejects it. */
  private static @Nullable JsonElement number(@Nullable String value) {
    return value != null && value.matches("-?\\d{1,18}(\\.\\d{1,9})?")
        ? new JsonPrimitive(new BigDecimal(value))
        : text(value);
  }

  private static Faults faults(AccountChoice choice) throws IOException {
    var file = file(choice);
    try {
      return Files.exists(file) ? Faults.read(file) : Faults.NONE;
    } catch (InvalidFaults fault) {
      throw choice.wrong(file + ":\n" + fault.getMessage());
    }
  }

  private static Path file(AccountChoice choice) {
    return choice.existing().resolveSibling(Sandbox.FAULTS);
  }
}
