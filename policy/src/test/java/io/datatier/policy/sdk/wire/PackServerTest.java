package io.datatier.policy.sdk.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Empty;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pulumirpc.AnalyzerGrpc;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerHandshakeRequest;

/** A pack as a process of its own, as the engine starts it. */
final class PackServerTest {

  private final Server engine;
  private Process pack;
  private BufferedReader stdout;

  PackServerTest() throws IOException {
    engine =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .build()
            .start();
    pack = start("127.0.0.1:" + engine.getPort());
    stdout = pack.inputReader(UTF_8);
  }

  private static Process start(String... args) throws IOException {
    return start(NoisyPack.class, args);
  }

  private static Process start(Class<?> main, String... args) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(args));
    return new ProcessBuilder(command).start();
  }

  @AfterEach
  void ends() {
    pack.destroyForcibly();
    engine.shutdownNow();
  }

  @Test
  void plays_a_run_to_train_the_jvm_and_ends() throws Exception {
    var training = start("--train");

    assertTrue(training.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, training.exitValue());
    assertEquals("", new String(training.getInputStream().readAllBytes(), UTF_8));
  }

  @Test
  void replaces_a_connection_without_losing_a_call() throws Exception {
    // The engine reads what a pack logs. A pipe that nobody reads stops the pack when it is full.
    var log = CompletableFuture.supplyAsync(() -> pack.errorReader(UTF_8).lines().count());
    var channel = connect();
    var analyzer = AnalyzerGrpc.newBlockingStub(channel);
    assertEquals("noisy", analyzer.getAnalyzerInfo(Empty.getDefaultInstance()).getName());
    var replaced = new CountDownLatch(1);
    channel.notifyWhenStateChanged(ConnectivityState.READY, replaced::countDown);

    while (replaced.getCount() > 0) {
      assertEquals(0, analyzer.analyze(door(1)).getDiagnosticsCount());
    }

    assertEquals(0, analyzer.analyze(door(1)).getDiagnosticsCount());
    channel.shutdownNow();
    engine.shutdownNow();
    assertTrue(log.get(20, TimeUnit.SECONDS) > 0, "the pack logs what it looks at");
  }

  private ManagedChannel connect() throws IOException {
    return NettyChannelBuilder.forAddress("127.0.0.1", Integer.parseInt(stdout.readLine()))
        .usePlaintext()
        .build();
  }

  private static AnalyzeRequest door(int size) {
    var text = Value.newBuilder().setStringValue("x".repeat(size)).build();
    return AnalyzeRequest.newBuilder()
        .setType("a:b:Door")
        .setName("front")
        .setProperties(Struct.newBuilder().putFields("text", text))
        .build();
  }

  @Test
  void trains_no_pack_whose_rules_would_pass_for_ever() throws Exception {
    var training = start(MisspeltPack.class, "--train");

    assertTrue(training.waitFor(60, TimeUnit.SECONDS));
    assertEquals(1, training.exitValue());
  }

  @Test
  void says_the_port_on_stdout_and_nothing_else_and_ends_with_the_engine() throws Exception {
    var channel = connect();
    var analyzer = AnalyzerGrpc.newBlockingStub(channel);
    assertEquals("noisy", analyzer.getAnalyzerInfo(Empty.getDefaultInstance()).getName());
    assertEquals(0, analyzer.analyze(door(1)).getDiagnosticsCount());
    channel.shutdownNow();

    engine.shutdownNow();

    assertTrue(pack.waitFor(20, TimeUnit.SECONDS), "the pack outlives its engine");
    assertEquals(0, pack.exitValue());
    assertEquals("", stdout.lines().reduce("", String::concat));
    var lines = new String(pack.getErrorStream().readAllBytes(), UTF_8).lines().toList();
    assertEquals(
        List.of("looking at front", "INFO: front was looked at"),
        List.of(lines.get(0), lines.get(2)),
        lines::toString);
    assertEquals(3, lines.size(), lines::toString);
  }

  @Test
  void takes_messages_larger_than_grpc_takes_by_default() throws Exception {
    var channel = connect();
    var analyzer = AnalyzerGrpc.newBlockingStub(channel);
    assertEquals(0, analyzer.analyze(door(20_000_000)).getDiagnosticsCount());
    channel.shutdownNow();
  }

  @Test
  void takes_properties_deeper_than_protobuf_takes_by_default() throws Exception {
    var channel = connect();
    var deep = Struct.getDefaultInstance();
    for (var depth = 0; depth < 500; depth++) {
      deep =
          Struct.newBuilder()
              .putFields("p", Value.newBuilder().setStructValue(deep).build())
              .build();
    }
    var door = AnalyzeRequest.newBuilder().setType("a:b:Door").setProperties(deep).build();
    var analyzer = AnalyzerGrpc.newBlockingStub(channel);
    assertEquals(0, analyzer.analyze(door).getDiagnosticsCount());
    channel.shutdownNow();
  }

  @Test
  void ends_with_the_engine_that_the_handshake_names() throws Exception {
    pack.destroyForcibly();
    pack = start();
    stdout = pack.inputReader(UTF_8);
    var channel = connect();
    AnalyzerGrpc.newBlockingStub(channel)
        .handshake(
            AnalyzerHandshakeRequest.newBuilder()
                .setEngineAddress("127.0.0.1:" + engine.getPort())
                .build());
    channel.shutdownNow();
    engine.shutdownNow();
    assertTrue(pack.waitFor(20, TimeUnit.SECONDS), "the pack outlives its engine");
  }

  @Test
  void ends_with_the_engine_while_a_rule_hangs() throws Exception {
    var channel = hanging();

    engine.shutdownNow();

    assertTrue(pack.waitFor(20, TimeUnit.SECONDS), "the pack outlives its engine");
    channel.shutdownNow();
  }

  @Test
  void ends_when_it_is_asked_to_while_a_rule_hangs() throws Exception {
    var channel = hanging();

    pack.destroy();

    assertTrue(pack.waitFor(20, TimeUnit.SECONDS), "the pack ignores SIGTERM");
    channel.shutdownNow();
  }

  private ManagedChannel hanging() throws IOException {
    pack.destroyForcibly();
    pack = start(HangingPack.class, "127.0.0.1:" + engine.getPort());
    stdout = pack.inputReader(UTF_8);
    var channel = connect();
    var unusedAnswer = AnalyzerGrpc.newFutureStub(channel).analyze(door(1));
    assertEquals("begins", pack.errorReader(UTF_8).readLine());
    return channel;
  }

  @Test
  void does_not_start_a_pack_that_would_judge_nothing() throws Exception {
    pack.destroyForcibly();
    pack = start(MisspeltPack.class, "127.0.0.1:" + engine.getPort());
    assertTrue(pack.waitFor(20, TimeUnit.SECONDS), "the pack waits");
    assertEquals(1, pack.exitValue());
    assertEquals("", new String(pack.getInputStream().readAllBytes(), UTF_8));
    assertEquals(
        "policy pack misspelt cannot start: proxies-are-fine: there is no resource type"
            + " aws:rds/proxi:Proxy; is aws:rds/proxy:Proxy meant?; proxies-are-native: there is no"
            + " resource type aws-native:rds:DBProxi; is aws-native:rds:DbProxy meant?\n"
            + "If your provider is newer and has it, name it in"
            + " src/main/resources/pulumi-types.txt.\n",
        new String(pack.getErrorStream().readAllBytes(), UTF_8));
  }

  @Test
  void ends_at_once_where_no_engine_is() throws Exception {
    var nobody = engine.getPort();
    engine.shutdownNow().awaitTermination();
    pack.destroyForcibly();
    pack = start("127.0.0.1:" + nobody);
    assertTrue(pack.waitFor(20, TimeUnit.SECONDS), "the pack waits for an engine that is not");
  }

  @Test
  void listens_to_this_machine_alone() throws Exception {
    var port = Integer.parseInt(stdout.readLine());
    var outside =
        NetworkInterface.networkInterfaces()
            .flatMap(NetworkInterface::inetAddresses)
            .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
            .toList();
    for (var address : outside) {
      assertThrows(ConnectException.class, () -> new Socket(address, port).close());
    }
    new Socket(InetAddress.getLoopbackAddress(), port).close();
  }
}
