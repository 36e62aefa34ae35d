package io.datatier.proof.load;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/** Runs a scenario against a target. A request's time counts from when it was due. */
public final class Load {

  /** The same requests at the same moments in each run and on both paths. */
  private static final long SEED = 16;

  /**
   * What clients met.
   *
   * @param log an entry for each request of the scenario, in order
   * @param lost why workers came to no connection, one entry for each of them
   * @param said the first message of each kind of failure, from the driver
   */
  public record Outcome(List<Attempt> log, List<Failure> lost, Map<Failure, String> said) {}

  /** A request: when it is due, and how long its transaction takes. */
  private record Request(int number, Duration due, Duration time) {}

  private final Scenario scenario;
  private final Target target;
  private final CallTable table;
  private final long end;
  private final List<Request> requests;
  private final Map<Request, Attempt> log = new ConcurrentHashMap<>();
  private final Queue<Failure> lost = new ConcurrentLinkedQueue<>();
  private final Map<Failure, String> said = new ConcurrentHashMap<>();
  private final Queue<Connection> opened = new ConcurrentLinkedQueue<>();
  private final List<Thread> clients = new ArrayList<>();
  private volatile boolean stopped;
  private volatile long start = System.nanoTime();

  private Load(Scenario scenario, Target target, CallTable table, Duration atMost) {
    this.scenario = scenario;
    this.target = target;
    this.table = table;
    this.end = start + atMost.toNanos();
    this.requests = requests(scenario);
  }

  /** Runs it, for ten minutes at most; when it ends or is interrupted, all clients are gone. */
  public static Outcome run(Scenario scenario, Target target, CallTable table)
      throws InterruptedException {
    return run(scenario, target, table, Scenario.LONGEST);
  }

  static Outcome run(Scenario scenario, Target target, CallTable table, Duration atMost)
      throws InterruptedException {
    var load = new Load(scenario, target, table, atMost);
    try {
      switch (scenario.kind()) {
        case FUNCTIONS -> load.runFunctions();
        case WORKERS -> load.runWorkers();
      }
    } finally {
      load.stop();
    }
    return load.outcome();
  }

  private static List<Request> requests(Scenario scenario) {
    var random = RandomGeneratorFactory.<RandomGenerator>of("L64X128MixRandom").create(SEED);
    var due = scenario.arrivals().offsets(scenario.requests(), scenario.over(), random);
    return IntStream.range(0, due.size())
        .mapToObj(number -> new Request(number, due.get(number), time(scenario, random)))
        .toList();
  }

  private static Duration time(Scenario scenario, RandomGenerator random) {
    return switch (scenario.spread()) {
      case FIXED -> scenario.databaseTime();
      case RANDOM ->
          Duration.ofNanos(
              Math.round(-Math.log(1 - random.nextDouble()) * scenario.databaseTime().toNanos()));
    };
  }

  private void runFunctions() throws InterruptedException {
    start = System.nanoTime();
    for (var request : requests) {
      sleepUntil(request.due());
      begin("function", () -> function(request));
    }
    join();
  }

  private void function(Request request) {
    var began = now();
    try (var connection = open()) {
      if (transact(connection, request, now().minus(began))) {
        TimeUnit.NANOSECONDS.sleep(scenario.hold().toNanos());
      }
    } catch (SQLException refused) {
      log(request, now().minus(began), Duration.ZERO, Optional.of(kind(refused)));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void runWorkers() throws InterruptedException {
    var queue = new LinkedBlockingQueue<Optional<Request>>();
    var ready = new CountDownLatch(scenario.connections());
    for (var number = 0; number < scenario.connections(); number++) {
      begin("worker", () -> worker(queue, ready));
    }
    if (ready.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
      start = System.nanoTime();
      for (var request : requests) {
        sleepUntil(request.due());
        queue.add(Optional.of(request));
      }
    }
    clients.forEach(worker -> queue.add(Optional.empty()));
    join();
  }

  /** Serves requests until an empty one comes; ends early with its connection. */
  private void worker(LinkedBlockingQueue<Optional<Request>> queue, CountDownLatch ready) {
    var waits = true;
    try (var connection = open()) {
      ready.countDown();
      waits = false;
      var next = queue.take();
      while (next.isPresent() && transact(connection, next.get(), Duration.ZERO)) {
        next = queue.take();
      }
    } catch (SQLException refused) {
      if (waits && !stopped) {
        lost.add(kind(refused));
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      ready.countDown();
    }
  }

  private void begin(String name, Runnable client) {
    var thread = new Thread(client, name);
    thread.setDaemon(true);
    clients.add(thread);
    thread.start();
  }

  private void join() throws InterruptedException {
    for (var client : clients) {
      TimeUnit.NANOSECONDS.timedJoin(client, end - System.nanoTime());
    }
  }

  private Connection open() throws SQLException {
    var connection = target.connect(scenario.tls());
    opened.add(connection);
    if (stopped) {
      cut(connection);
    }
    return connection;
  }

  /** Whether the transaction was committed. */
  private boolean transact(Connection connection, Request request, Duration connect) {
    var asked = now();
    var waited = Optional.<Duration>empty();
    try {
      CallTable.begin(connection);
      waited = Optional.of(now().minus(asked));
      table.call(connection, request.time());
      log(request, connect, waited.get(), Optional.empty());
      return true;
    } catch (SQLException failed) {
      log(request, connect, waited.orElseGet(() -> now().minus(asked)), Optional.of(kind(failed)));
      return false;
    }
  }

  private void log(Request request, Duration connect, Duration wait, Optional<Failure> failure) {
    if (!stopped) {
      log.putIfAbsent(
          request, new Attempt(request.due(), connect, wait, now().minus(request.due()), failure));
    }
  }

  /** Remembers the message: what a kind does not name, its first message does. */
  private Failure kind(SQLException failed) {
    var kind = Failure.of(failed);
    if (!stopped) {
      said.putIfAbsent(kind, Objects.requireNonNullElse(failed.getMessage(), failed.toString()));
    }
    return kind;
  }

  /** Cuts off who is still there: an answer that comes later, or never, is no longer awaited. */
  private void stop() {
    stopped = true;
    clients.forEach(Thread::interrupt);
    opened.forEach(Load::cut);
  }

  private static void cut(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException goneAlready) {
      return;
    }
  }

  /** Who has no entry came too late, or no one was left to serve it. */
  private Outcome outcome() {
    var missing = System.nanoTime() >= end ? Failure.NOT_ANSWERED : Failure.CONNECTION_LOST;
    return new Outcome(
        requests.stream()
            .map(
                request ->
                    log.getOrDefault(
                        request,
                        new Attempt(
                            request.due(),
                            Duration.ZERO,
                            Duration.ZERO,
                            now().minus(request.due()),
                            Optional.of(missing))))
            .toList(),
        List.copyOf(lost),
        Map.copyOf(said));
  }

  private void sleepUntil(Duration due) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(due.minus(now()).toNanos());
  }

  private Duration now() {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
