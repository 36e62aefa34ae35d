package io.datatier.testing;

import static java.util.Objects.requireNonNull;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.resources.ResourceOptions;
import com.pulumi.resources.ResourceTransformation;
import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import io.datatier.runtime.JavaRuntime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A program run on Pulumi's mocks: every resource that it registered, and its outputs. */
public final class RecordedStack {

  static {
    // The SDK's polling takes most of a test's time otherwise.
    JavaRuntime.prepare();
  }

  private final Map<String, RecordedResource> resources;
  private final Map<String, Output<?>> outputs;

  private RecordedStack(Map<String, RecordedResource> resources, Map<String, Output<?>> outputs) {
    this.resources = resources;
    this.outputs = outputs;
  }

  /**
   * Runs {@code program} as stack {@code test} of project {@code datatier}; it must succeed.
   *
   * <p>Not for static initializers: the SDK runs the program on other threads, which would wait for
   * the class to be initialized.
   */
  public static RecordedStack of(Consumer<Context> program) {
    return of(program, List.of());
  }

  /** The same with {@code transformations} of the stack. */
  public static RecordedStack of(
      Consumer<Context> program, List<ResourceTransformation> transformations) {
    return of(program, transformations, MockedAnswers.EMPTY);
  }

  /** The same in an account that answers what {@code answers} say. */
  public static RecordedStack of(Consumer<Context> program, MockedAnswers answers) {
    return of(program, List.of(), answers);
  }

  private static RecordedStack of(
      Consumer<Context> program,
      List<ResourceTransformation> transformations,
      MockedAnswers answers) {
    var registered = new ConcurrentHashMap<String, Mocks.ResourceArgs>();
    var options = new ConcurrentHashMap<String, ResourceOptions>();
    var result =
        PulumiTest.withOptions(
                TestOptions.builder()
                    .projectName("datatier")
                    .stackName("test")
                    .resourceTransformations(with(transformations, recording(options)))
                    .build())
            .withMocks(new Recorder(registered, answers))
            .runTest(program)
            .throwOnError();
    var recorded = new HashMap<String, RecordedResource>();
    for (var resource : result.resources()) {
      var urn = PulumiTest.extractValue(resource.urn());
      if (registered.containsKey(resource.pulumiResourceName())) {
        var args = registered.get(resource.pulumiResourceName());
        recorded.put(
            args.name,
            new RecordedResource(
                args.type,
                args.name,
                parentType(urn),
                args.inputs,
                RecordedOptions.of(requireNonNull(options.get(args.name)))));
      }
    }
    return new RecordedStack(Map.copyOf(recorded), result.outputs());
  }

  /** The resource of this logical name; fails if there is none. */
  public RecordedResource resource(String name) {
    return Optional.ofNullable(resources.get(name))
        .orElseThrow(() -> new AssertionError("no " + name + " among " + resources.keySet()));
  }

  /** The logical name of every resource, sorted. */
  public List<String> names() {
    return resources.keySet().stream().sorted().toList();
  }

  /** Every resource as {@code "name: type in parent's type"}, sorted. */
  public List<String> inventory() {
    return resources.values().stream().map(RecordedStack::line).sorted().toList();
  }

  /** The inventory of one component's children, whose names begin with its own. */
  public List<String> childrenOf(String component) {
    var prefix = component + "-";
    return inventory().stream()
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .toList();
  }

  /**
   * What the options of one component's children say, by their roles; children of which they say
   * nothing but that this component is their parent are left out.
   */
  public Map<String, Map<String, Object>> optionsOf(String component) {
    var prefix = component + "-";
    var options = new TreeMap<String, Map<String, Object>>();
    for (var resource : resources.values()) {
      var said = new TreeMap<>(resource.options());
      said.remove("parent", component);
      if (resource.name().startsWith(prefix) && !said.isEmpty()) {
        options.put(resource.name().substring(prefix.length()), said);
      }
    }
    return options;
  }

  private static String line(RecordedResource resource) {
    return resource.name() + ": " + resource.type() + " in " + resource.parentType();
  }

  /** What the program exported under {@code name}. */
  public Object output(String name) {
    return PulumiTest.extractValue(outputs.get(name));
  }

  /** Everything that the program exported. */
  public Map<String, Object> outputs() {
    return outputs.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, it -> PulumiTest.extractValue(it.getValue())));
  }

  // urn:pulumi:<stack>::<project>::<parent type>$<type>::<name>
  private static String parentType(String urn) {
    var types = urn.split("::", -1)[2].split("\\$", -1);
    return types.length == 1 ? "the stack" : types[types.length - 2];
  }

  // Mocks are shown no options, but transformations are; the last one sees what the others made.
  private static ResourceTransformation recording(Map<String, ResourceOptions> options) {
    return args -> {
      options.put(args.resource().pulumiResourceName(), args.options());
      return Optional.empty();
    };
  }

  private static List<ResourceTransformation> with(
      List<ResourceTransformation> transformations, ResourceTransformation last) {
    return Stream.concat(transformations.stream(), Stream.of(last)).toList();
  }

  private record Recorder(Map<String, Mocks.ResourceArgs> registered, MockedAnswers answers)
      implements Mocks {

    @Override
    public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
      registered.put(args.name, args);
      return CompletableFuture.completedFuture(
          ResourceResult.of(Optional.of(args.name + "-id"), MockedOutputs.of(args)));
    }

    @Override
    public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
      return CompletableFuture.completedFuture(answers.to(args));
    }
  }
}
