package io.datatier.proof.load;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/** Runs a scenario against a target. A request's time counts from when it was due. */
public final class Load {

  /** The same requests at the same moments in each run and on both paths. */
  private static final long SEED = 16;

  /** A request: when it is due, and how long its transaction takes. */
  private record Request(Duration due, Duration time) {}

  private final Scenario scenario;
  private final Target target;
  private final Queue<Attempt> log = new ConcurrentLinkedQueue<>();
  private volatile long start;

  private Load(Scenario scenario, Target target) {
    this.scenario = scenario;
    this.target = target;
  }

  /** What each request met; there are as many as the scenario has requests. */
  public static List<Attempt> run(Scenario scenario, Target target) throws InterruptedException {
    var load = new Load(scenario, target);
    switch (scenario.kind()) {
      case FUNCTIONS -> load.runFunctions();
      case WORKERS -> load.runWorkers();
    }
    return List.copyOf(load.log);
  }

  private List<Request> requests() {
    var random = RandomGeneratorFactory.<RandomGenerator>of("L64X128MixRandom").create(SEED);
    return scenario.arrivals().offsets(scenario.requests(), scenario.over(), random).stream()
        .map(due -> new Request(due, time(random)))
        .toList();
  }

  private Duration time(RandomGenerator random) {
    return switch (scenario.spread()) {
      case FIXED -> scenario.databaseTime();
      case RANDOM ->
          Duration.ofNanos(
              Math.round(-Math.log(1 - random.nextDouble()) * scenario.databaseTime().toNanos()));
    };
  }

  private void runFunctions() throws InterruptedException {
    var clients = new ArrayList<Thread>();
    try {
      var requests = requests();
      start = System.nanoTime();
      for (var request : requests) {
        sleepUntil(request.due());
        var client = new Thread(() -> function(request), "function");
        clients.add(client);
        client.start();
      }
      for (var client : clients) {
        client.join();
      }
    } finally {
      clients.forEach(Thread::interrupt);
    }
  }

  private void function(Request request) {
    var began = now();
    var connected = began;
    try (var connection = target.connect(scenario.tls())) {
      connected = now();
      var wait = CallTable.transact(connection, request.time());
      log.add(entry(request, connected.minus(began), wait, Optional.empty()));
      TimeUnit.NANOSECONDS.sleep(scenario.hold().toNanos());
    } catch (SQLException failed) {
      fail(request, connected.minus(began), Failure.of(failed));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void runWorkers() throws InterruptedException {
    var queue = new LinkedBlockingQueue<Optional<Request>>();
    var ready = new CountDownLatch(scenario.connections());
    var workers = new ArrayList<Thread>();
    try {
      start = System.nanoTime();
      for (var number = 0; number < scenario.connections(); number++) {
        var worker = new Thread(() -> worker(queue, ready), "worker");
        workers.add(worker);
        worker.start();
      }
      ready.await();
      var requests = requests();
      start = System.nanoTime();
      for (var request : requests) {
        sleepUntil(request.due());
        queue.add(Optional.of(request));
      }
      workers.forEach(worker -> queue.add(Optional.empty()));
      for (var worker : workers) {
        worker.join();
      }
      // Nobody is left to serve them.
      queue.stream()
          .flatMap(Optional::stream)
          .forEach(request -> fail(request, Duration.ZERO, Failure.CONNECTION_LOST));
    } finally {
      workers.forEach(Thread::interrupt);
    }
  }

  /** Serves requests until an empty one comes; ends early with its connection. */
  private void worker(LinkedBlockingQueue<Optional<Request>> queue, CountDownLatch ready) {
    var none = new Request(Duration.ZERO, Duration.ZERO);
    var current = none;
    try (var connection = target.connect(scenario.tls())) {
      ready.countDown();
      for (var next = queue.take(); next.isPresent(); next = queue.take()) {
        current = next.get();
        var wait = CallTable.transact(connection, current.time());
        log.add(entry(current, Duration.ZERO, wait, Optional.empty()));
        current = none;
      }
    } catch (SQLException failed) {
      fail(current, Duration.ZERO, Failure.of(failed));
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      ready.countDown();
    }
  }

  private void fail(Request request, Duration connect, Failure failure) {
    log.add(entry(request, connect, Duration.ZERO, Optional.of(failure)));
  }

  private Attempt entry(
      Request request, Duration connect, Duration wait, Optional<Failure> failure) {
    return new Attempt(request.due(), connect, wait, now().minus(request.due()), failure);
  }

  private void sleepUntil(Duration due) throws InterruptedException {
    TimeUnit.NANOSECONDS.sleep(due.minus(now()).toNanos());
  }

  private Duration now() {
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
