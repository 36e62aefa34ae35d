package io.datatier.proof.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Counts the sessions that a user has in the database, and how busy this machine is, for as long as
 * it is open.
 */
public final class Watch implements AutoCloseable {

  private static final Duration STEP = Duration.ofMillis(50);
  private static final long STEPS_A_SECOND = Duration.ofSeconds(1).dividedBy(STEP);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Connection connection;
  private final String user;
  private final Thread thread = new Thread(this::watch, "watch");
  private final Deque<Double> lastSecond = new ArrayDeque<>();
  private volatile boolean open = true;
  private volatile Optional<SQLException> failure = Optional.empty();
  private volatile int peak;
  private volatile double busiest;

  private Watch(Connection connection, String user) {
    this.connection = connection;
    this.user = user;
  }

  /** Sessions of {@code user}, without the watch's own. */
  public static Watch open(Target target, String user, boolean tls) throws SQLException {
    var watch = new Watch(target.connect(tls), user);
    watch.thread.start();
    return watch;
  }

  /**
   * Waits until the places of clients that left are free, a little after they left.
   *
   * @param settled for how long the number of sessions stays the same where others keep some
   * @return those that others keep
   */
  public static Sessions awaitQuiet(Target target, String user, boolean tls, Duration settled)
      throws SQLException, InterruptedException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    try (var connection = target.connect(tls)) {
      var sessions = count(connection, user);
      var since = System.nanoTime();
      while (sessions.ofUser() > 0
          && System.nanoTime() < end
          && System.nanoTime() - since < settled.toNanos()) {
        TimeUnit.NANOSECONDS.sleep(STEP.toNanos());
        var now = count(connection, user);
        if (!now.equals(sessions)) {
          sessions = now;
          since = System.nanoTime();
        }
      }
      return sessions;
    }
  }

  private void watch() {
    var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    try {
      while (open) {
        peak = Math.max(peak, count(connection, user).ofUser());
        var load = machine.getCpuLoad();
        if (load >= 0) {
          see(load);
        }
        TimeUnit.NANOSECONDS.sleep(STEP.toNanos());
      }
    } catch (SQLException lost) {
      failure = Optional.of(lost);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private void see(double load) {
    lastSecond.addLast(load);
    if (lastSecond.size() > STEPS_A_SECOND) {
      lastSecond.removeFirst();
    }
    // Until a second is over, what comes before it counts as idle.
    var mean = lastSecond.stream().mapToDouble(Double::doubleValue).sum() / STEPS_A_SECOND;
    busiest = Math.max(busiest, mean);
  }

  /**
   * RDS keeps places of their own for its own sessions. Whose sessions it is shows to every user,
   * what kind they are of does not; only those of clients are in a database as a user.
   */
  private static Sessions count(Connection connection, String user) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            """
            SELECT count(*), count(*) FILTER (WHERE usename = ?) FROM pg_stat_activity
            WHERE datname IS NOT NULL AND usename <> 'rdsadmin' AND pid <> pg_backend_pid()
            """)) {
      statement.setString(1, user);
      try (var result = statement.executeQuery()) {
        result.next();
        return new Sessions(result.getInt(1), result.getInt(2));
      }
    }
  }

  /**
   * The most sessions that were seen at once.
   *
   * @throws SQLException if they could not be counted to the end
   */
  public int peak() throws SQLException {
    if (failure.isPresent()) {
      throw new SQLException("Sessions can no longer be counted: " + failure.get(), failure.get());
    }
    return peak;
  }

  /**
   * The share of the processors that was in use in the busiest second. Clients that keep their
   * connections are idle most of the time, so that the mean of the whole would say nothing of the
   * moment in which all of them came.
   */
  public double busy() {
    return busiest;
  }

  @Override
  public void close() throws SQLException {
    open = false;
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      connection.close();
    }
  }
}
