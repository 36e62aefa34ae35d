package io.datatier.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.Empty;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AccountFile;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Transition;
import io.datatier.rehearsal.value.Fields;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pulumirpc.ResourceProviderGrpc;

/** The stand-in as the engine starts it: a process. */
final class StandInTest {

  private final Path folder;

  StandInTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private Process start(Map<String, String> settings) throws IOException {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            StandIn.class.getName(),
            "127.0.0.1:1");
    builder.environment().putAll(settings);
    return builder.start();
  }

  private String account() {
    return folder.resolve("account.json").toString();
  }

  private static String errors(Process process) throws IOException {
    return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void says_its_port_and_nothing_else_and_serves_there() throws Exception {
    var process = start(Map.of("DATATIER_ACCOUNT", account()));
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      var port = Integer.parseInt(output.readLine());
      var channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
      var info =
          ResourceProviderGrpc.newBlockingStub(channel).getPluginInfo(Empty.getDefaultInstance());
      assertEquals("6.83.0", info.getVersion());
      channel.shutdownNow();
      // Process::destroy would close the streams.
      assertTrue(process.toHandle().destroy());
      assertTrue(process.waitFor(30, TimeUnit.SECONDS));
      assertEquals(null, output.readLine());
      assertEquals("", errors(process));
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void wants_to_know_where_the_account_is() throws Exception {
    var process = start(Map.of("DATATIER_ACCOUNT", "account.json"));
    var errors = errors(process);
    assertEquals(1, process.waitFor());
    assertEquals(
        "Exception in thread \"main\" java.lang.IllegalStateException: DATATIER_ACCOUNT must name"
            + " the rehearsal's account file by its absolute path.",
        errors.lines().findFirst().orElse(""));
  }

  @Test
  void says_what_is_wrong_with_a_fault_file_without_a_stack_trace() throws Exception {
    var faults = Files.writeString(folder.resolve("faults.json"), "{\"faults\": [{\"nth\": 0}]}");
    var process =
        start(Map.of("DATATIER_ACCOUNT", account(), "DATATIER_FAULTS", faults.toString()));
    var errors = errors(process);
    assertEquals(1, process.waitFor());
    assertEquals(
        faults + ":\nfaults[0].nth must be a whole number from 1 to 2147483647, but is 0\n",
        errors);
  }

  @Test
  void says_that_a_fault_file_is_missing() throws Exception {
    var faults = folder.resolve("missing.json").toString();
    var process = start(Map.of("DATATIER_ACCOUNT", account(), "DATATIER_FAULTS", faults));
    var errors = errors(process);
    assertEquals(1, process.waitFor());
    assertEquals("DATATIER_FAULTS names no file: " + faults + "\n", errors);
  }

  private AccountFile withUnfinishedTopic(Instant now) {
    var file = new AccountFile(Path.of(account()));
    var topic =
        new Entity(
            "aws:sns/topic:Topic", "alarms", "us-east-1", new Entity.Origin.Made(), Fields.NONE);
    var end = now.plus(Duration.ofHours(1));
    file.startOver(
        Account.empty().at(now).with(topic.entering(new Transition("creating", now, end))));
    return file;
  }

  private Duration startedOn(AccountFile file, Map<String, String> settings) throws IOException {
    var before = file.read().now();
    var process = start(settings);
    try (var output = process.inputReader(StandardCharsets.UTF_8)) {
      assertTrue(Integer.parseInt(output.readLine()) > 0);
      return Duration.between(before, file.read().now());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void lets_ten_minutes_pass_for_what_a_run_that_died_left_unfinished() throws Exception {
    var file = withUnfinishedTopic(Instant.now().plus(Duration.ofDays(1)));
    assertEquals(Duration.ofMinutes(10), startedOn(file, Map.of("DATATIER_ACCOUNT", account())));
  }

  @Test
  void lets_no_time_pass_by_itself_when_it_is_to_wait_in_earnest() throws Exception {
    var file = withUnfinishedTopic(Instant.now().plus(Duration.ofDays(1)));
    assertEquals(
        Duration.ZERO,
        startedOn(file, Map.of("DATATIER_ACCOUNT", account(), "REHEARSAL_CLOCK", "real")));
  }

  @Test
  void knows_two_clocks_only() throws Exception {
    var process = start(Map.of("DATATIER_ACCOUNT", account(), "REHEARSAL_CLOCK", "slow"));
    var errors = errors(process);
    assertEquals(1, process.waitFor());
    assertEquals("REHEARSAL_CLOCK must be fast or real, but is slow.\n", errors);
  }
}
