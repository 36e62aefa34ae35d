package io.datatier.rehearsal.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import com.google.protobuf.Struct;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AccountFile;
import io.datatier.rehearsal.fault.Faults;
import io.datatier.rehearsal.fault.Machine;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.function.Executable;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.CheckResponse;
import pulumirpc.Provider.ConfigureRequest;
import pulumirpc.Provider.CreateRequest;
import pulumirpc.Provider.DeleteRequest;
import pulumirpc.Provider.DiffRequest;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.InvokeRequest;
import pulumirpc.Provider.InvokeResponse;
import pulumirpc.Provider.ReadRequest;
import pulumirpc.Provider.UpdateRequest;
import pulumirpc.ResourceProviderGrpc;
import pulumirpc.ResourceProviderGrpc.ResourceProviderBlockingStub;

/** Talks to the stand-in as the engine does, through gRPC, on an account of its own. */
public final class ProviderTester implements AutoCloseable {

  private static final ByteString SEED = ByteString.fromHex("0123456789abcdef");

  private final Server server;
  private final ManagedChannel channel;
  private final ResourceProviderBlockingStub provider;
  private final AccountFile file;
  private final List<String> notes;

  private ProviderTester(
      Server server, ManagedChannel channel, AccountFile file, List<String> notes) {
    this.server = server;
    this.channel = channel;
    this.provider = ResourceProviderGrpc.newBlockingStub(channel);
    this.file = file;
    this.notes = notes;
  }

  /** A stand-in in us-east-1, on an account file in a folder. */
  public static ProviderTester on(Path folder) {
    return on(folder, "us-east-1", Faults.NONE, new PatientMachine());
  }

  static ProviderTester on(Path folder, String region, Faults faults, Machine machine) {
    var file = new AccountFile(folder.resolve("account.json"));
    var notes = new ArrayList<String>();
    var ledger = new Ledger(file, faults, machine, Waiting.skipped(file));
    var name = InProcessServerBuilder.generateName();
    var service = new AwsService(where -> new Resources(ledger, where, notes::add));
    var server = InProcessServerBuilder.forName(name).directExecutor().addService(service).build();
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var channel = InProcessChannelBuilder.forName(name).directExecutor().build();
    var tester = new ProviderTester(server, channel, file, notes);
    tester.configure(Map.of("region", region));
    return tester;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  /** Configures the provider anew. */
  public void configure(Map<String, Object> config) {
    provider.configure(ConfigureRequest.newBuilder().setArgs(TestValues.struct(config)).build());
  }

  /** The calls themselves. */
  public ResourceProviderBlockingStub calls() {
    return provider;
  }

  /** The account as it is. */
  public Account account() {
    return file.read();
  }

  /** Starts the account over. */
  public void startOver(Account account) {
    file.startOver(account);
  }

  /** What the stand-in told the user. */
  public List<String> notes() {
    return List.copyOf(notes);
  }

  /** Invokes a function, and expects an answer. */
  public Map<String, Object> look(String function, Map<String, Object> arguments) {
    var answer = invoke(function, arguments);
    assertEquals(List.of(), answer.getFailuresList());
    return TestValues.map(answer.getReturn());
  }

  /** Expects AWS to refuse a function, in exactly these words. */
  public void expectLookRefused(String function, Map<String, Object> arguments, String message) {
    refused(message, () -> invoke(function, arguments));
  }

  /** The failures of a function's arguments, each as {@code path: reason}. */
  public List<String> lookFailures(String function, Map<String, Object> arguments) {
    return invoke(function, arguments).getFailuresList().stream()
        .map(failure -> failure.getProperty() + ": " + failure.getReason())
        .toList();
  }

  private InvokeResponse invoke(String function, Map<String, Object> arguments) {
    return provider.invoke(
        InvokeRequest.newBuilder().setTok(function).setArgs(TestValues.struct(arguments)).build());
  }

  /** Describes a resource. */
  public Draft resource(String type, String name) {
    return new Draft(type, name, Map.of());
  }

  /** A resource as a program describes it. */
  public final class Draft {

    private final String type;
    private final String name;
    private final Map<String, Object> inputs;

    private Draft(String type, String name, Map<String, Object> inputs) {
      this.type = type;
      this.name = name;
      this.inputs = new TreeMap<>(inputs);
    }

    /** This draft with another input. */
    public Draft with(String input, Object value) {
      var changed = new TreeMap<>(inputs);
      changed.put(input, value);
      return new Draft(type, name, changed);
    }

    /** This draft with an input that is not known yet. */
    public Draft withUnknown(String input) {
      return with(input, TestValues.UNKNOWN);
    }

    /** This draft without an input. */
    public Draft without(String input) {
      var changed = new TreeMap<>(inputs);
      changed.remove(input);
      return new Draft(type, name, changed);
    }

    /** The same under another name in the program. */
    public Draft named(String other) {
      return new Draft(type, other, inputs);
    }

    /** Expects exactly these failures of the check, each as {@code path: reason}. */
    public void expectFailures(String... failures) {
      assertEquals(new TreeSet<>(Arrays.asList(failures)), failures());
    }

    private Set<String> failures() {
      var failures = new TreeSet<String>();
      check(Map.of())
          .getFailuresList()
          .forEach(failure -> failures.add(failure.getProperty() + ": " + failure.getReason()));
      return failures;
    }

    private CheckResponse check(Map<String, Object> before) {
      return provider.check(
          CheckRequest.newBuilder()
              .setType(type)
              .setName(name)
              .setUrn("urn:pulumi:dev::test::" + type + "::" + name)
              .setOlds(TestValues.struct(before))
              .setNews(TestValues.struct(inputs))
              .setRandomSeed(SEED)
              .build());
    }

    /** The inputs as the check completes them. */
    public Map<String, Object> checked() {
      return TestValues.map(check(Map.of()).getInputs());
    }

    private Struct valid() {
      expectFailures();
      return check(Map.of()).getInputs();
    }

    /** What preview knows of the resource before it exists. */
    public Map<String, Object> preview() {
      return TestValues.map(
          provider
              .create(
                  CreateRequest.newBuilder()
                      .setType(type)
                      .setName(name)
                      .setProperties(valid())
                      .setPreview(true)
                      .build())
              .getProperties());
    }

    /** Creates the resource. */
    public Live create() {
      var checked = valid();
      var created =
          provider.create(
              CreateRequest.newBuilder()
                  .setType(type)
                  .setName(name)
                  .setProperties(checked)
                  .build());
      return new Live(this, created.getId(), checked, created.getProperties());
    }

    /** Expects AWS to refuse to create the resource, in exactly these words. */
    public void expectRefused(String message) {
      refused(message, this::create);
    }

    /** Expects preview to refuse the resource already, in exactly these words. */
    public void expectRefusedAtPreview(String message) {
      refused(message, this::preview);
    }

    /**
     * Expects that a resource that exists can be taken over by an id, and is then as it is here.
     */
    public Live imported(String id) {
      var found =
          provider.read(ReadRequest.newBuilder().setType(type).setName(name).setId(id).build());
      var live = new Live(this, found.getId(), found.getInputs(), found.getProperties());
      live.expectUpdate(this);
      live.expectSteady();
      return live;
    }

    /** The inputs of a resource that exists and is taken over. */
    public Map<String, Object> importing(String id) {
      var found =
          provider.read(ReadRequest.newBuilder().setType(type).setName(name).setId(id).build());
      return TestValues.map(found.getInputs());
    }
  }

  private static void refused(String message, Executable action) {
    var refusal = assertThrows(StatusRuntimeException.class, action);
    assertEquals(message, refusal.getStatus().getDescription());
  }

  /** A resource that exists, as Pulumi's state has it. */
  public final class Live {

    private final Draft draft;
    private final String id;
    private final Struct inputs;
    private final Struct outputs;

    private Live(Draft draft, String id, Struct inputs, Struct outputs) {
      this.draft = draft;
      this.id = id;
      this.inputs = inputs;
      this.outputs = outputs;
    }

    /** Expects the engine to warn of nothing when it has imported this: it checks what it read. */
    public void expectNoWarning() {
      var checked =
          provider.check(
              CheckRequest.newBuilder()
                  .setType(draft.type)
                  .setName(draft.name)
                  .setOlds(inputs)
                  .setNews(inputs)
                  .setRandomSeed(SEED)
                  .build());
      assertEquals(List.of(), checked.getFailuresList());
    }

    /** Its id. */
    public String id() {
      return id;
    }

    /** Its outputs. */
    public Map<String, Object> outputs() {
      return TestValues.map(outputs);
    }

    /** One output. */
    public String text(String output) {
      return String.valueOf(outputs().get(output));
    }

    private DiffResponse diff(Draft next) {
      return provider.diff(
          DiffRequest.newBuilder()
              .setType(draft.type)
              .setName(draft.name)
              .setId(id)
              .setOlds(outputs)
              .setOldInputs(inputs)
              .setNews(next.check(TestValues.map(inputs)).getInputs())
              .build());
    }

    /** Expects the new description to change exactly these paths, in place. */
    public void expectUpdate(Draft next, String... paths) {
      var diff = diff(next);
      assertEquals(
          new TreeSet<>(Arrays.asList(paths)), new TreeSet<>(diff.getDetailedDiffMap().keySet()));
      assertEquals(List.of(), diff.getReplacesList());
    }

    /** Expects the new description to replace the resource, because of exactly these. */
    public void expectReplacement(Draft next, String... properties) {
      assertEquals(
          new TreeSet<>(Arrays.asList(properties)), new TreeSet<>(diff(next).getReplacesList()));
    }

    /** Whether the replaced resource goes before the new one comes. */
    public boolean goesFirst(Draft next) {
      return diff(next).getDeleteBeforeReplace();
    }

    /** Changes the resource in place. */
    public Live update(Draft next) {
      var check = next.check(TestValues.map(inputs));
      assertEquals(List.of(), check.getFailuresList());
      var checked = check.getInputs();
      var updated = provider.update(updateTo(checked).build());
      return new Live(next, id, checked, updated.getProperties());
    }

    /** What preview knows of the resource after a change. */
    public Map<String, Object> previewUpdate(Draft next) {
      var checked = next.check(TestValues.map(inputs)).getInputs();
      return TestValues.map(
          provider.update(updateTo(checked).setPreview(true).build()).getProperties());
    }

    private UpdateRequest.Builder updateTo(Struct checked) {
      return UpdateRequest.newBuilder()
          .setType(draft.type)
          .setName(draft.name)
          .setId(id)
          .setOlds(outputs)
          .setOldInputs(inputs)
          .setNews(checked);
    }

    /** Expects AWS to refuse the change, in exactly these words. */
    public void expectUpdateRefused(Draft next, String message) {
      refused(message, () -> update(next));
    }

    /** Looks the resource up again; a resource that is gone has an empty id. */
    public Live refresh() {
      var read =
          provider.read(
              ReadRequest.newBuilder()
                  .setType(draft.type)
                  .setName(draft.name)
                  .setId(id)
                  .setProperties(outputs)
                  .setInputs(inputs)
                  .build());
      return new Live(draft, read.getId(), read.getInputs(), read.getProperties());
    }

    /** The inputs as Pulumi's state has them. */
    public Map<String, Object> inputs() {
      return TestValues.map(inputs);
    }

    /** Expects AWS to refuse to look the resource up, in exactly these words. */
    public void expectReadRefused(String message) {
      refused(message, this::refresh);
    }

    /** Expects that looking the resource up shows no change. */
    public void expectSteady() {
      var again = refresh();
      assertEquals(id, again.id);
      assertEquals(outputs(), again.outputs());
      assertEquals(inputs(), again.inputs());
    }

    /** Deletes the resource. */
    public void delete() {
      var request =
          DeleteRequest.newBuilder()
              .setType(draft.type)
              .setName(draft.name)
              .setId(id)
              .setProperties(outputs)
              .build();
      assertEquals(Empty.getDefaultInstance(), provider.delete(request));
    }

    /** Expects AWS to refuse to delete the resource, in exactly these words. */
    public void expectDeleteRefused(String message) {
      refused(message, this::delete);
    }
  }
}
