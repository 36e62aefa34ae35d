package io.datatier.proof.load;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.DoubleSummaryStatistics;
import java.util.concurrent.TimeUnit;

/**
 * Counts the sessions that a user has in the database, and how busy this machine is, for as long as
 * it is open.
 */
public final class Watch implements AutoCloseable {

  private static final Duration STEP = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Connection connection;
  private final String user;
  private final Thread thread = new Thread(this::watch, "watch");
  private final DoubleSummaryStatistics busy = new DoubleSummaryStatistics();
  private volatile boolean open = true;
  private volatile int peak;

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

  /** Waits until the places of clients that left are free, a little after they left. */
  public static void awaitQuiet(Target target, String user, boolean tls)
      throws SQLException, InterruptedException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    try (var connection = target.connect(tls)) {
      while (count(connection, user) > 0 && System.nanoTime() < end) {
        TimeUnit.NANOSECONDS.sleep(STEP.toNanos());
      }
    }
  }

  private void watch() {
    var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    try {
      while (open) {
        peak = Math.max(peak, count(connection, user));
        var load = machine.getCpuLoad();
        if (load >= 0) {
          busy.accept(load);
        }
        TimeUnit.NANOSECONDS.sleep(STEP.toNanos());
      }
    } catch (SQLException | InterruptedException ended) {
      // The database is being stopped, or the tool is; what was seen so far counts.
      return;
    }
  }

  private static int count(Connection connection, String user) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "SELECT count(*) FROM pg_stat_activity"
                + " WHERE usename = ? AND pid <> pg_backend_pid()")) {
      statement.setString(1, user);
      try (var result = statement.executeQuery()) {
        result.next();
        return result.getInt(1);
      }
    }
  }

  /** The most sessions that were seen at once. */
  public int peak() {
    return peak;
  }

  /** The mean share of the processors that was in use. */
  public double busy() {
    return busy.getAverage();
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
