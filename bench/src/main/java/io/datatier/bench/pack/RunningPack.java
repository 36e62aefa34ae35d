package io.datatier.bench.pack;

import com.google.protobuf.Empty;
import com.google.protobuf.Struct;
import io.datatier.bench.process.PeakMemory;
import io.datatier.bench.process.ProcessStat;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import pulumirpc.AnalyzerGrpc;
import pulumirpc.AnalyzerGrpc.AnalyzerBlockingStub;
import pulumirpc.AnalyzerOuterClass.AnalyzeDiagnostic;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzeStackRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerInfo;
import pulumirpc.AnalyzerOuterClass.AnalyzerResource;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureRequest;
import pulumirpc.AnalyzerOuterClass.ConfigureAnalyzerRequest;
import pulumirpc.AnalyzerOuterClass.EnforcementLevel;
import pulumirpc.AnalyzerOuterClass.PolicyConfig;

/** A pack that was started as the engine starts it, and is asked as the engine asks. */
final class RunningPack implements AutoCloseable {

  private static final int LARGEST_MESSAGE = 400 * 1024 * 1024;

  private final Process process;
  private final Path said;
  private final ManagedChannel channel;
  private final AnalyzerBlockingStub pack;
  private final AnalyzerInfo info;
  private final double secondsToStart;

  /**
   * Starts it and asks who it is.
   *
   * @param engine the address that it gets
   * @throws IOException if it ends without a port
   */
  static RunningPack start(Candidate candidate, String engine) throws IOException {
    var said = Files.createTempFile("bench", ".txt");
    try {
      return new RunningPack(candidate, engine, said);
    } catch (IOException | RuntimeException failed) {
      Files.delete(said);
      throw failed;
    }
  }

  private RunningPack(Candidate candidate, String engine, Path said) throws IOException {
    this.said = said;
    var builder =
        new ProcessBuilder(candidate.command(engine))
            .directory(candidate.folder().toFile())
            .redirectError(said.toFile());
    builder.environment().putAll(candidate.environment());
    var started = System.nanoTime();
    process = builder.start();
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port(candidate))
            .usePlaintext()
            .maxInboundMessageSize(LARGEST_MESSAGE)
            .build();
    pack = AnalyzerGrpc.newBlockingStub(channel);
    info = pack.getAnalyzerInfo(Empty.getDefaultInstance());
    secondsToStart = (System.nanoTime() - started) / 1e9;
  }

  private int port(Candidate candidate) throws IOException {
    var output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    var line = output.readLine();
    if (line == null || !line.strip().matches("\\d+")) {
      process.destroy();
      throw new IOException(
          "The %s pack printed %s in place of its port.%n%s"
              .formatted(candidate.name(), line, Files.readString(said)));
    }
    return Integer.parseInt(line.strip());
  }

  /** From exec to the answer of GetAnalyzerInfo. */
  double secondsToStart() {
    return secondsToStart;
  }

  /** CPU of the process and of its ended children so far. */
  double cpuSeconds() {
    return ProcessStat.of(process.pid()).orElseThrow().cpuSeconds();
  }

  /** The most memory that it has had so far. */
  double peakMebibytes() {
    return PeakMemory.of(process.pid()).orElseThrow();
  }

  /**
   * Sends it the stack, and which of its rules apply.
   *
   * @throws IllegalStateException if it lacks one of these rules
   */
  void configure(List<String> rules) {
    try {
      var unusedAnswer =
          pack.configureStack(
              AnalyzerStackConfigureRequest.newBuilder()
                  .setStack("prod")
                  .setProject("campaign")
                  .setOrganization("organization")
                  .setDryRun(true)
                  .build());
    } catch (StatusRuntimeException older) {
      if (older.getStatus().getCode() != Status.Code.UNIMPLEMENTED) {
        throw older;
      }
    }
    var config = ConfigureAnalyzerRequest.newBuilder();
    var missing = new TreeSet<>(rules);
    for (var policy : info.getPoliciesList()) {
      missing.remove(policy.getName());
      config.putPolicyConfig(
          policy.getName(),
          PolicyConfig.newBuilder()
              .setProperties(Struct.getDefaultInstance())
              .setEnforcementLevel(
                  rules.contains(policy.getName())
                      ? EnforcementLevel.MANDATORY
                      : EnforcementLevel.DISABLED)
              .build());
    }
    if (!missing.isEmpty()) {
      throw new IllegalStateException(info.getName() + " has no rules " + missing);
    }
    var unusedAnswer = pack.configure(config.build());
  }

  /** Judges them one by one. */
  Set<String> analyze(List<AnalyzeRequest> resources) {
    var violations = new TreeSet<String>();
    for (var resource : resources) {
      for (var diagnostic : pack.analyze(resource).getDiagnosticsList()) {
        violations.addAll(violation(diagnostic, resource.getUrn()));
      }
    }
    return violations;
  }

  /** Judges them together. */
  Set<String> analyzeStack(List<AnalyzerResource> resources) {
    var violations = new TreeSet<String>();
    var request = AnalyzeStackRequest.newBuilder().addAllResources(resources).build();
    for (var diagnostic : pack.analyzeStack(request).getDiagnosticsList()) {
      violations.addAll(violation(diagnostic, diagnostic.getUrn()));
    }
    return violations;
  }

  /** Which rule found something about which resource; advice does not count. */
  private static Set<String> violation(AnalyzeDiagnostic diagnostic, String urn) {
    return diagnostic.getEnforcementLevel() == EnforcementLevel.MANDATORY
        ? Set.of(diagnostic.getPolicyName() + " " + urn)
        : Set.of();
  }

  @Override
  public void close() {
    channel.shutdownNow();
    process.destroyForcibly();
    process.onExit().join();
    var unusedDeleted = said.toFile().delete();
  }
}
