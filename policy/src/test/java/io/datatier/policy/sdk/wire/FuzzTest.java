package io.datatier.policy.sdk.wire;

import static io.grpc.MethodDescriptor.MethodType.UNARY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import com.google.protobuf.Struct;
import io.datatier.policy.DataTierPolicyPack;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.wire.DeepMessages.Reading;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzeResponse;
import pulumirpc.AnalyzerOuterClass.AnalyzeStackRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerPropertyDependencies;
import pulumirpc.AnalyzerOuterClass.AnalyzerProviderResource;
import pulumirpc.AnalyzerOuterClass.AnalyzerResource;
import pulumirpc.AnalyzerOuterClass.AnalyzerResourceOptions;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureRequest;
import pulumirpc.AnalyzerOuterClass.ConfigureAnalyzerRequest;
import pulumirpc.AnalyzerOuterClass.EnforcementLevel;
import pulumirpc.AnalyzerOuterClass.PolicyConfig;
import pulumirpc.AnalyzerOuterClass.RemediateResponse;

/**
 * The whole pack as a process, asked what no engine asks. {@code -Dfuzz=SEED} begins elsewhere,
 * {@code -Dfuzz.calls=N} goes on for longer.
 */
final class FuzzTest {

  private static final int CALLS = Integer.getInteger("fuzz.calls", 120);

  /** Seconds; the largest of these messages takes a few, even on a machine with more to do. */
  private static final int HANGS_AFTER = 30;

  private static final String DAMAGED_PROPERTIES =
      "policy pack: java.io.UncheckedIOException: properties could not be read";

  private static final long SEED = Long.getLong("fuzz", 20261121);

  private static final PolicyPack PACK = DataTierPolicyPack.PACK;
  private static final Pattern LITERAL = Pattern.compile("\"([A-Za-z]\\w{2,40})\"");
  private static final Pattern TYPE = Pattern.compile("\"(aws:\\w+/\\w+:\\w+)\"");

  private static final MethodDescriptor.Marshaller<byte[]> BYTES =
      new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
          return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
          try {
            return stream.readAllBytes();
          } catch (IOException broken) {
            throw new UncheckedIOException(broken);
          }
        }
      };

  private final WireValues values = new WireValues(SEED, literals(LITERAL));
  private final List<String> types = literals(TYPE);
  private final Server engine;
  private final ManagedChannel channel;
  private final Process pack;

  @TempDir private static Path folder = Path.of("");

  FuzzTest() throws IOException {
    engine =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .build()
            .start();
    pack =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                DataTierPolicyPack.class.getName(),
                "127.0.0.1:" + engine.getPort())
            .redirectError(folder.resolve("stderr").toFile())
            .start();
    var port = Integer.parseInt(pack.inputReader(UTF_8).readLine());
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port)
            .usePlaintext()
            .maxInboundMessageSize(PackServer.LARGEST_MESSAGE)
            .build();
  }

  @AfterEach
  void ends() {
    channel.shutdownNow();
    pack.destroyForcibly();
    engine.shutdownNow();
  }

  /** What the rules read and look at is in their sources; a name by chance would touch nothing. */
  private static List<String> literals(Pattern pattern) {
    var found = new TreeSet<String>();
    try (var sources = Files.walk(Path.of("src/main/java/io/datatier/policy/rules"))) {
      for (var source : sources.filter(Files::isRegularFile).toList()) {
        var matcher = pattern.matcher(Files.readString(source));
        while (matcher.find()) {
          found.add(matcher.group(1));
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return List.copyOf(found);
  }

  private byte[] call(String method, byte[] request) {
    var descriptor =
        MethodDescriptor.newBuilder(BYTES, BYTES)
            .setType(UNARY)
            .setFullMethodName("pulumirpc.Analyzer/" + method)
            .build();
    var options = CallOptions.DEFAULT.withDeadlineAfter(HANGS_AFTER, TimeUnit.SECONDS);
    return ClientCalls.blockingUnaryCall(channel, descriptor, options, request);
  }

  private byte[] call(String method, Message request) {
    return call(method, request.toByteArray());
  }

  @BeforeEach
  void remedies_all_that_it_can() {
    var config = ConfigureAnalyzerRequest.newBuilder();
    for (var rule : PACK.rules()) {
      config.putPolicyConfig(
          rule.id(),
          PolicyConfig.newBuilder()
              .setEnforcementLevel(
                  !rule.remedies().isEmpty()
                      ? EnforcementLevel.REMEDIATE
                      : EnforcementLevel.MANDATORY)
              .build());
    }
    call("Configure", config.build());
  }

  private String urn(String type, int number) {
    return "urn:pulumi:prod::fuzz::" + type + "::" + number;
  }

  private AnalyzeRequest resource() {
    var type = values.one(types);
    return AnalyzeRequest.newBuilder()
        .setType(type)
        .setUrn(values.number(20) == 0 ? values.text() : urn(type, values.number(9)))
        .setName(values.text())
        .setProperties(values.properties())
        .setOptions(
            AnalyzerResourceOptions.newBuilder()
                .setCustomTimeouts(
                    AnalyzerResourceOptions.CustomTimeouts.newBuilder().setCreate(Double.NaN))
                .addIgnoreChanges(values.text()))
        .setProvider(AnalyzerProviderResource.newBuilder().setProperties(values.properties()))
        .build();
  }

  /** Parents and dependencies go anywhere, in circles too. */
  private AnalyzeStackRequest stack() {
    var resources = Stream.generate(this::resource).limit(values.number(30)).toList();
    var urns = new ArrayList<>(resources.stream().map(AnalyzeRequest::getUrn).toList());
    urns.add("");
    var stack = AnalyzeStackRequest.newBuilder();
    for (var resource : resources) {
      var node =
          AnalyzerResource.newBuilder()
              .setType(resource.getType())
              .setUrn(resource.getUrn())
              .setName(resource.getName())
              .setProperties(resource.getProperties())
              .setParent(values.one(urns))
              .addDependencies(values.one(urns));
      for (var property : resource.getProperties().getFieldsMap().keySet()) {
        node.putPropertyDependencies(
            property,
            AnalyzerPropertyDependencies.newBuilder()
                .addUrns(values.one(urns))
                .addUrns(values.one(urns))
                .build());
      }
      if (values.number(3) > 0) {
        node.setProvider(resource.getProvider());
      }
      stack.addResources(node);
    }
    return stack.build();
  }

  private static <M> M parse(Parser<M> parser, byte[] bytes) throws IOException {
    return DeepMessages.read(ByteString.copyFrom(bytes), Reading.by(parser));
  }

  private static List<String> crashes(byte[] response) throws IOException {
    return parse(AnalyzeResponse.parser(), response).getDiagnosticsList().stream()
        .filter(it -> it.getMessage().contains("the rule crashed"))
        .map(it -> it.getPolicyName() + ": " + it.getMessage())
        .toList();
  }

  private static List<String> failures(byte[] response) throws IOException {
    return parse(RemediateResponse.parser(), response).getRemediationsList().stream()
        .filter(it -> !it.getDiagnostic().isEmpty())
        .map(it -> it.getPolicyName() + ": " + it.getDiagnostic())
        .toList();
  }

  @Test
  void arbitrary_values_crash_no_rule_and_fail_no_call() throws IOException {
    var crashes = new ArrayList<String>();
    for (var call = 0; call < CALLS; call++) {
      crashes.addAll(crashes(call("Analyze", resource())));
      crashes.addAll(failures(call("Remediate", resource())));
      if (call % 10 == 0) {
        crashes.addAll(crashes(call("AnalyzeStack", stack())));
        call(
            "ConfigureStack",
            AnalyzerStackConfigureRequest.newBuilder().setDryRun(call % 20 == 0).build());
      }
    }
    assertEquals(List.of(), crashes, () -> "seed %d, stderr: %s".formatted(SEED, stderr()));
    assertJudgesStill();
  }

  @Test
  void arbitrary_configuration_is_taken_or_refused() throws IOException {
    for (var call = 0; call < CALLS / 4; call++) {
      var rule = values.number(5) == 0 ? "exemptions" : values.one(PACK.rules()).id();
      var config =
          ConfigureAnalyzerRequest.newBuilder()
              .putPolicyConfig(
                  rule,
                  PolicyConfig.newBuilder()
                      .setEnforcementLevelValue(values.number(9))
                      .setProperties(config(rule))
                      .build())
              .build();
      try {
        call("Configure", config);
      } catch (StatusRuntimeException refusal) {
        assertEquals(
            Status.Code.INVALID_ARGUMENT, refusal.getStatus().getCode(), refusal::toString);
      }
    }
    remedies_all_that_it_can();
    assertJudgesStill();
  }

  private Struct config(String rule) {
    var struct = Struct.newBuilder();
    var settings = PACK.rule(rule).map(Rule::settings).orElse(List.of());
    settings.forEach(setting -> struct.putFields(setting.name(), values.any()));
    if (settings.isEmpty()) {
      struct.putFields("entries", values.any());
    }
    return struct.build();
  }

  @Test
  void damaged_messages_fail_their_own_call_and_no_other() throws IOException {
    for (var call = 0; call < CALLS; call++) {
      var method = values.one(List.of("Analyze", "Remediate", "AnalyzeStack"));
      var whole = method.equals("AnalyzeStack") ? stack() : resource();
      try {
        call(method, values.damaged(whole.toByteArray()));
      } catch (StatusRuntimeException failure) {
        var status = failure.getStatus();
        // Properties are read later than the message, and not only by rules.
        var expected =
            DAMAGED_PROPERTIES.equals(status.getDescription())
                ? Status.Code.INTERNAL
                : Status.Code.UNKNOWN;
        assertEquals(expected, status.getCode(), failure::toString);
      }
    }
    assertJudgesStill();
  }

  private void assertJudgesStill() throws IOException {
    assertTrue(pack.isAlive(), this::stderr);
    var proxy =
        AnalyzeRequest.newBuilder()
            .setType("aws:rds/proxy:Proxy")
            .setUrn("urn:pulumi:dev::fuzz::aws:rds/proxy:Proxy::sane")
            .setProperties(House.properties(Map.of("requireTls", House.bool(false))))
            .build();
    var found =
        parse(AnalyzeResponse.parser(), call("Analyze", proxy)).getDiagnosticsList().stream()
            .filter(it -> it.getPolicyName().equals("proxy-requires-tls"))
            .map(it -> it.getMessage().lines().toList().get(1))
            .toList();
    assertEquals(List.of("requireTls is false"), found);
  }

  private String stderr() {
    try {
      return Files.readString(folder.resolve("stderr"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
