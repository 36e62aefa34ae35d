package io.datatier.policy.sdk.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Empty;
import io.datatier.policy.DataTierPolicyPack;
import io.datatier.policy.cost.GeneratedStack;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import pulumirpc.AnalyzerGrpc;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureRequest;

/**
 * What a pack costs: it is started as the engine starts it, shown stacks of growing size over the
 * wire, and asked about each twice. Run it by hand:
 *
 * <pre>{@code
 * mvn -q test-compile exec:java -Dexec.classpathScope=test \
 *     -Dexec.mainClass=io.datatier.policy.sdk.wire.JudgingCost -Dexec.args="100 1000 5000 10000"
 * }</pre>
 *
 * <p>Another pack is measured by the command that starts it, after {@code --}: {@code 1000 -- node
 * run-policy-pack.js}; the engine's address is appended to it.
 */
public final class JudgingCost {

  private static final int MESSAGE = 400 * 1024 * 1024;

  private JudgingCost() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    var all = Arrays.asList(args);
    var end = all.indexOf("--");
    var sizes = (end < 0 ? all : all.subList(0, end)).stream().map(Integer::valueOf).toList();
    var command = end < 0 ? ownPack() : all.subList(end + 1, all.size());
    System.out.printf(
        "%9s %14s %14s %14s %14s%n",
        "resources", "Analyze ms", "again ms", "AnalyzeStack s", "again s");
    var rows = new ArrayList<Row>();
    for (var size : sizes) {
      var row = measure(command, size);
      rows.add(row);
      System.out.println(row);
    }
    if (rows.size() > 1) {
      System.out.printf("AnalyzeStack again grows with resources ^ %.2f%n", exponent(rows));
    }
  }

  private static List<String> ownPack() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        DataTierPolicyPack.class.getName());
  }

  /**
   * What one size costs the pack's process in CPU, which the system tells in hundredths of a
   * second.
   *
   * @param analyze milliseconds for each resource, in a process just started
   * @param analyzeAgain the same for the same resources once more
   * @param stack seconds for the stack
   * @param stackAgain the same once more
   */
  private record Row(
      int resources, double analyze, double analyzeAgain, double stack, double stackAgain) {

    @Override
    public String toString() {
      return "%9d %14.3f %14.3f %14.3f %14.3f"
          .formatted(resources, analyze, analyzeAgain, stack, stackAgain);
    }
  }

  private static Row measure(List<String> command, int size)
      throws IOException, InterruptedException {
    var engine = engine();
    var line = new ArrayList<>(command);
    line.add("127.0.0.1:" + engine.getPort());
    var process = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try {
      var port = Integer.parseInt(process.inputReader(UTF_8).readLine().strip());
      var channel =
          NettyChannelBuilder.forAddress("127.0.0.1", port)
              .maxInboundMessageSize(MESSAGE)
              .usePlaintext()
              .build();
      var pack = AnalyzerGrpc.newBlockingStub(channel);
      pack.getAnalyzerInfo(Empty.getDefaultInstance());
      var generated = GeneratedStack.of(size, 1, true);
      var requests = generated.inputs().stream().map(EngineMessages::analyze).toList();
      var stack = EngineMessages.analyzeStack(generated.outputs());
      var begin =
          AnalyzerStackConfigureRequest.newBuilder()
              .setStack("prod")
              .setProject("shop")
              .setDryRun(true)
              .build();
      Runnable each =
          () -> {
            pack.configureStack(begin);
            requests.forEach(pack::analyze);
          };
      LongSupplier cpu = () -> process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
      var analyze = spent(cpu, each) / 1e6 / size;
      var first = spent(cpu, () -> pack.analyzeStack(stack)) / 1e9;
      var again = spent(cpu, each) / 1e6 / size;
      var second = best(3, () -> spent(cpu, () -> pack.analyzeStack(stack)) / 1e9);
      channel.shutdownNow();
      return new Row(size, analyze, again, first, second);
    } finally {
      process.destroyForcibly().waitFor();
      engine.shutdownNow();
    }
  }

  private static double best(int times, Supplier<Double> measure) {
    var least = Double.MAX_VALUE;
    for (var time = 0; time < times; time++) {
      least = Math.min(least, measure.get());
    }
    return least;
  }

  private static long spent(LongSupplier clock, Runnable work) {
    var before = clock.getAsLong();
    work.run();
    return clock.getAsLong() - before;
  }

  /** A pack ends when the engine does, so that there has to be one. */
  private static Server engine() throws IOException {
    return NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .build()
        .start();
  }

  /** The slope between the first and the last row on logarithmic scales. */
  private static double exponent(List<Row> rows) {
    var first = rows.get(0);
    var last = rows.get(rows.size() - 1);
    return Math.log(last.stackAgain / first.stackAgain)
        / Math.log((double) last.resources / first.resources);
  }
}
