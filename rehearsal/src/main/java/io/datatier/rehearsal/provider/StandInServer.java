package io.datatier.rehearsal.provider;

import io.datatier.rehearsal.account.AccountFile;
import io.datatier.rehearsal.account.AccountFile.Change;
import io.datatier.rehearsal.fault.Faults;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.util.internal.logging.InternalLoggerFactory;
import io.grpc.netty.shaded.io.netty.util.internal.logging.JdkLoggerFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Serves the stand-in to one engine, on the loopback interface. */
public final class StandInServer {

  static {
    // Otherwise Netty picks slf4j, which has no provider here and warns about that on standard
    // error.
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
  }

  private static final Duration BETWEEN_RUNS = Duration.ofMinutes(10);
  private static final int LARGEST_MESSAGE = 400 * 1024 * 1024;

  private final Server server;
  private final EngineLog log;

  private StandInServer(Server server, EngineLog log) {
    this.server = server;
    this.log = log;
  }

  /**
   * Starts the server.
   *
   * @param engine the host and port of the engine's log service
   * @param account the account file, which may not exist yet
   * @param faults the fault file, if any
   * @param waits whether to wait in real time instead of advancing the account's clock
   * @throws io.datatier.rehearsal.fault.InvalidFaults if the fault file is invalid
   */
  public static StandInServer start(
      String engine, Path account, Optional<Path> faults, boolean waits) throws IOException {
    var planned = faults.isPresent() ? Faults.read(faults.get()) : Faults.NONE;
    var log = new EngineLog(engine, System.err::println);
    var machine = new ThisMachine(log);
    var file = new AccountFile(account);
    if (!waits) {
      comeBack(file);
    }
    var waiting = waits ? Waiting.real(file, machine, Clock.systemUTC()) : Waiting.skipped(file);
    var ledger = new Ledger(file, planned, machine, waiting);
    var service = new AwsService(region -> new Resources(ledger, region, machine::say));
    var server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .maxInboundMessageSize(LARGEST_MESSAGE)
            .addService(service)
            .build()
            .start();
    return new StandInServer(server, log);
  }

  /**
   * After a crash some time passes before the next run, so pending work in AWS has made progress.
   */
  private static void comeBack(AccountFile file) {
    var account = file.read();
    if (account.isInTransition()) {
      file.change(then -> new Change<>(then.at(then.now().plus(BETWEEN_RUNS)), true));
    }
  }

  /** The port it listens on. */
  public int port() {
    return server.getPort();
  }

  /** Ends at once what it is doing, and takes no more calls. */
  public void stop() {
    server.shutdownNow();
    log.close();
  }

  /** Waits until the server has stopped. */
  public void await() throws InterruptedException {
    server.awaitTermination();
  }
}
