package io.datatier.proof.load;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import io.datatier.proof.local.Installed;
import io.datatier.proof.local.LocalPair;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Loads that go wrong, on a database of twenty connections: sixteen are for clients. */
final class LoadTest {

  private static final Duration MOMENT = Duration.ofMillis(10);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static Optional<LocalPair> pair = Optional.empty();
  private static Optional<CallTable> made = Optional.empty();

  @BeforeAll
  static void start() throws Exception {
    try {
      pair = Optional.of(LocalPair.start(Installed.find(System.getenv()), 20, 1));
    } catch (Installed.Missing missing) {
      abort(missing.getMessage());
    }
    create();
  }

  private static void create() throws SQLException {
    try (var connection = connect()) {
      made = Optional.of(CallTable.create(connection));
    }
  }

  private static CallTable table() {
    return made.orElseThrow();
  }

  @AfterAll
  static void end() {
    pair.ifPresent(LocalPair::close);
  }

  @Test
  void a_load_ends_in_time_and_its_table_can_be_dropped_at_once() throws Exception {
    var endless =
        Scenario.functions("endless", 3, MOMENT, Duration.ZERO).taking(MINUTE.multipliedBy(9));

    var met = Load.run(endless, database(), table(), Duration.ofSeconds(1));

    assertEquals(
        Collections.nCopies(3, Optional.of(Failure.NOT_ANSWERED)),
        met.log().stream().map(Attempt::failure).toList());
    table().drop(database());
    createAnew();
  }

  @Test
  void a_table_that_another_role_reads_is_dropped_when_that_is_done() throws Exception {
    try (var other = pair.orElseThrow().watched().connect(true);
        var reading = other.createStatement();
        var connection = connect();
        var watching = connection.createStatement()) {
      other.setAutoCommit(false);
      reading.execute("SELECT count(*) FROM " + table().name());

      var drop = CompletableFuture.runAsync(LoadTest::drop);
      await(drop, watching, "relation = '%s'::regclass".formatted(table().name()));
      other.commit();

      assertDoesNotThrow(() -> drop.get(1, TimeUnit.MINUTES));
    }
    createAnew();
  }

  @Test
  void a_statement_of_the_same_role_that_is_no_call_is_let_finish() throws Exception {
    try (var holding = connect();
        var lock = holding.createStatement();
        var reading = connect();
        var read = reading.createStatement();
        var connection = connect();
        var watching = connection.createStatement()) {
      lock.execute("SELECT pg_advisory_lock(7)");
      var whole =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  return read.execute(
                      "SELECT pg_advisory_lock(7), count(*) FROM " + table().name());
                } catch (SQLException cut) {
                  throw new CompletionException(cut);
                }
              });
      await(whole, watching, "locktype = 'advisory'");
      var drop = CompletableFuture.runAsync(LoadTest::drop);
      await(drop, watching, "relation = '%s'::regclass".formatted(table().name()));
      lock.execute("SELECT pg_advisory_unlock(7)");

      assertTrue(whole.get(1, TimeUnit.MINUTES));
      assertDoesNotThrow(() -> drop.get(1, TimeUnit.MINUTES));
    }
    createAnew();
  }

  private static void drop() {
    try {
      table().drop(database());
    } catch (SQLException left) {
      throw new CompletionException(left);
    }
  }

  /** Until somebody waits for a lock, or it is over. */
  private static void await(CompletableFuture<?> running, Statement watching, String lock)
      throws Exception {
    while (!running.isDone() && !isWaiting(watching, lock)) {
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private static boolean isWaiting(Statement watching, String lock) throws SQLException {
    try (var rows = watching.executeQuery("SELECT FROM pg_locks WHERE NOT granted AND " + lock)) {
      return rows.next();
    }
  }

  private static void createAnew() throws SQLException {
    try (var connection = connect()) {
      try (var tables = connection.getMetaData().getTables(null, null, table().name(), null)) {
        assertFalse(tables.next());
      }
    }
    create();
  }

  @Test
  void a_table_that_cannot_be_dropped_is_named() {
    var gone = new Target("localhost", 1, "shop", database().credentials(), database().authority());

    var left = assertThrows(SQLException.class, () -> table().drop(gone));

    assertTrue(
        String.valueOf(left.getMessage())
            .startsWith("The table %s may be left in shop; drop it: ".formatted(table().name())),
        left::getMessage);
  }

  @Test
  void workers_who_get_no_connection_are_no_requests() throws Exception {
    var crowd = Scenario.workers("crowd", 18, 40, MOMENT.multipliedBy(100), MOMENT).taking(MOMENT);

    var watched = pair.orElseThrow().watched();
    Watch.awaitQuiet(watched, database().credentials().user(), true, Duration.ofSeconds(10));
    var met = Load.run(crowd, database(), table());

    assertEquals(40, met.log().size());
    // Two at least: who has just left pg_stat_activity may still have a place (ProcKill comes
    // last).
    assertEquals(Set.of(Failure.TOO_MANY_CONNECTIONS), Set.copyOf(met.lost()));
    assertTrue(met.lost().size() >= 2, met.lost()::toString);
  }

  @Test
  void keys_that_expire_refuse_the_login() throws Exception {
    var made = new AtomicInteger();
    var direct = database();
    var expiring =
        new Target(
            direct.host(),
            direct.port(),
            direct.database(),
            new Credentials() {
              @Override
              public String user() {
                return direct.credentials().user();
              }

              @Override
              public String password() {
                if (made.incrementAndGet() > 2) {
                  throw new IllegalStateException("The security token has expired.");
                }
                return direct.credentials().password();
              }
            },
            direct.authority());

    var met =
        Load.run(
            Scenario.functions("expiring", 5, MOMENT, Duration.ZERO).taking(MOMENT),
            expiring,
            table());

    assertEquals(
        List.of(2L, 3L),
        List.of(
            met.log().stream().filter(attempt -> attempt.failure().isEmpty()).count(),
            met.log().stream()
                .flatMap(attempt -> attempt.failure().stream())
                .filter(Failure.LOGIN_REFUSED::equals)
                .count()));
  }

  @Test
  void a_database_is_what_it_is_called() throws Exception {
    var direct = database();
    var name = "a?sslmode=disable & b%c";
    var called =
        new Target(direct.host(), direct.port(), name, direct.credentials(), direct.authority());

    var refused = assertThrows(SQLException.class, () -> called.connect(true));

    assertEquals("FATAL: database \"%s\" does not exist".formatted(name), refused.getMessage());
  }

  private static Target database() {
    return pair.orElseThrow().direct();
  }

  private static Connection connect() throws SQLException {
    return database().connect(true);
  }
}
