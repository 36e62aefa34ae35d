package io.datatier.migrations;

import static io.datatier.migrations.TestServer.execute;
import static io.datatier.migrations.TestServer.strings;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
final class MigrationFunctionTest {

  private static final String MASTER_SECRET = "arn:master";
  private static final String PERMISSION_DENIED = "42501";
  private static final Context UNUSED =
      (Context)
          Proxy.newProxyInstance(
              MigrationFunctionTest.class.getClassLoader(),
              new Class<?>[] {Context.class},
              (context, method, arguments) -> {
                throw new AssertionError(method);
              });

  private static TestServer server;

  private final SecretsInMemory secrets = new SecretsInMemory();

  @BeforeAll
  static void startServer(@TempDir Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    server = TestServer.start(folder);
  }

  @AfterAll
  static void stopServer() throws IOException {
    server.close();
  }

  @BeforeEach
  void startWithMasterUserOnly() throws SQLException {
    server.makeAnew();
    secrets.write(MASTER_SECRET, TestServer.MASTER);
  }

  @Test
  void makes_users_who_log_in_with_what_their_secrets_hold() throws SQLException, IOException {
    assertEquals("{\"users\":[\"orders\",\"reports\"],\"created\":2}", run(event()));
    for (var user : List.of("orders", "reports")) {
      try (var session = server.logIn(credentials(user))) {
        assertEquals(List.of(user), strings(session, "SELECT current_user"));
      }
    }
  }

  @Test
  void makes_users_who_may_nothing_else() throws SQLException, IOException {
    run(event());
    try (var master = server.logIn(TestServer.MASTER)) {
      assertEquals(
          List.of("orders,t,f,f,f,f,f", "reports,t,f,f,f,f,f"),
          strings(
              master,
              "SELECT concat_ws(',', rolname, rolcanlogin, rolsuper, rolcreatedb, rolcreaterole,"
                  + " rolreplication, rolbypassrls) FROM pg_roles"
                  + " WHERE rolname IN ('orders', 'reports') ORDER BY 1"));
    }
  }

  @Test
  void lets_one_write_and_the_other_read_tables_old_and_new() throws SQLException, IOException {
    asMaster("CREATE TABLE old (id serial, name text)");
    run(event());
    asMaster("CREATE TABLE new (id serial, name text)");
    for (var table : List.of("old", "new")) {
      as("orders", "INSERT INTO " + table + " (name) VALUES ('a')");
      as("orders", "UPDATE " + table + " SET name = 'b'");
      assertEquals(List.of("b"), seenBy("reports", "SELECT name FROM " + table));
      assertDenied("reports", "INSERT INTO " + table + " (id) VALUES (2)");
      assertDenied("reports", "UPDATE " + table + " SET name = 'c'");
      assertDenied("reports", "DELETE FROM " + table);
      assertDenied("reports", "SELECT nextval('" + table + "_id_seq')");
      as("orders", "DELETE FROM " + table);
    }
  }

  @Test
  void lets_nobody_make_tables_also_in_a_database_upgraded_from_before_15()
      throws SQLException, IOException {
    try (var superuser = server.superuser()) {
      execute(superuser, "GRANT CREATE ON SCHEMA public TO PUBLIC");
    }
    run(event());
    assertDenied("orders", "CREATE TABLE mine (id int)");
    assertDenied("reports", "CREATE TABLE mine (id int)");
  }

  @Test
  void takes_writing_from_a_user_who_shall_only_read_from_now_on()
      throws SQLException, IOException {
    asMaster("CREATE TABLE old (id int)");
    run(eventJson(user("orders", "readOnly"), user("reports", "readWrite")));
    as("reports", "INSERT INTO old VALUES (1)");
    run(event());
    asMaster("CREATE TABLE new (id int)");
    assertDenied("reports", "INSERT INTO old VALUES (1)");
    assertDenied("reports", "INSERT INTO new VALUES (1)");
  }

  @Test
  void makes_users_whom_the_master_user_can_drop_again() throws SQLException, IOException {
    asMaster("CREATE TABLE old (id serial)");
    run(event());
    asMaster("GRANT orders TO iadmin; DROP OWNED BY orders; DROP ROLE orders");
    assertThrows(SQLException.class, () -> as("orders", "SELECT 1"));
  }

  @Test
  void changes_nothing_when_run_again() throws SQLException, IOException {
    asMaster("CREATE TABLE old (id serial)");
    run(event());
    var secretsBefore = Map.copyOf(secrets.values());
    var privilegesBefore = privileges();
    assertEquals("{\"users\":[\"orders\",\"reports\"],\"created\":0}", run(event()));
    assertEquals(secretsBefore, secrets.values());
    assertEquals(privilegesBefore, privileges());
    as("orders", "SELECT 1");
  }

  @Test
  void repairs_a_run_that_ended_after_it_had_written_a_secret() throws SQLException, IOException {
    var cutOff =
        withWrite(
            (arn, credentials) -> {
              secrets.write(arn, credentials);
              throw new MigrationFailed("cut off");
            });
    assertThrows(MigrationFailed.class, () -> run(event(), cutOff));
    var written = credentials("orders");
    assertThrows(SQLException.class, () -> server.logIn(written));
    run(event());
    assertEquals(written, credentials("orders"));
    as("orders", "SELECT 1");
  }

  @Test
  void sets_what_a_person_has_put_into_the_secret() throws SQLException, IOException {
    secrets.write("arn:orders", new Credentials("orders", "p'ut \"by\" hand\\"));
    assertEquals("{\"users\":[\"orders\",\"reports\"],\"created\":1}", run(event()));
    as("orders", "SELECT 1");
  }

  @Test
  void takes_names_for_names_whatever_is_in_them() throws SQLException, IOException {
    var hostile = "o\"; DROP ROLE iadmin; --'$create$";
    try (var superuser = server.superuser()) {
      execute(superuser, "CREATE ROLE \"" + hostile.replace("\"", "\"\"") + "\" LOGIN");
      execute(
          superuser, "GRANT \"" + hostile.replace("\"", "\"\"") + "\" TO iadmin WITH ADMIN OPTION");
    }
    run(eventJson(user(hostile, "readWrite")));
    try (var session = server.logIn(credentials(hostile))) {
      assertEquals(List.of(hostile), strings(session, "SELECT current_user"));
    }
    asMaster("SELECT 1");
  }

  @Test
  void does_nothing_for_the_first_user_when_the_second_cannot_be_made() throws SQLException {
    try (var superuser = server.superuser()) {
      execute(superuser, "CREATE ROLE reports SUPERUSER");
    }
    var refusal = failure(() -> run(event()));
    assertTrue(
        refusal.startsWith("The database rejected the users; nothing was changed: "), refusal);
    assertTrue(refusal.endsWith(" (SQLSTATE " + PERMISSION_DENIED + ")."), refusal);
    try (var master = server.logIn(TestServer.MASTER)) {
      assertEquals(
          List.of(), strings(master, "SELECT rolname FROM pg_roles WHERE rolname = 'orders'"));
    }
    assertEquals(Map.of(MASTER_SECRET, TestServer.MASTER), secrets.values());
  }

  @Test
  void refuses_a_user_whose_password_rds_would_refuse() throws SQLException {
    try (var superuser = server.superuser()) {
      execute(superuser, "CREATE ROLE rds_iam; CREATE ROLE of_iam; GRANT rds_iam TO of_iam");
      execute(superuser, "CREATE ROLE reports; GRANT of_iam TO reports");
    }
    assertEquals(
        "The database rejected the users; nothing was changed: the user \"reports\" has the role"
            + " rds_iam, so RDS refuses the password that the proxy logs in with; run REVOKE"
            + " rds_iam FROM reports, or list another user (SQLSTATE P0001).",
        failure(() -> run(event())));
  }

  @Test
  void makes_users_beside_rds_iam() throws SQLException, IOException {
    try (var superuser = server.superuser()) {
      execute(superuser, "CREATE ROLE rds_iam");
    }
    run(event());
    as("orders", "SELECT 1");
  }

  @Test
  void leaves_the_master_user_as_it_is() throws SQLException {
    assertEquals(
        "\"iadmin\" is the master user, whose privileges and password this function does not"
            + " change. List other users.",
        failure(() -> run(eventJson(user("iadmin", "readOnly")))));
    asMaster("CREATE ROLE still_may_make_roles");
  }

  @Test
  void makes_a_second_run_wait_until_the_first_has_ended() throws Exception {
    var inside = new CountDownLatch(1);
    var go = new CountDownLatch(1);
    var slow =
        new Secrets() {
          @Override
          public Optional<Credentials> read(String arn) {
            if (arn.equals("arn:orders")) {
              inside.countDown();
              await(go);
            }
            return secrets.read(arn);
          }

          @Override
          public void write(String arn, Credentials credentials) {
            secrets.write(arn, credentials);
          }
        };
    var threads = Executors.newFixedThreadPool(2);
    try {
      var first = CompletableFuture.supplyAsync(() -> runUnchecked(slow), threads);
      await(inside);
      var second = CompletableFuture.supplyAsync(() -> runUnchecked(secrets), threads);
      awaitSomebodyWaiting();
      go.countDown();
      assertEquals("{\"users\":[\"orders\",\"reports\"],\"created\":2}", first.get());
      assertEquals("{\"users\":[\"orders\",\"reports\"],\"created\":0}", second.get());
    } finally {
      threads.shutdownNow();
    }
    as("orders", "SELECT 1");
    as("reports", "SELECT 1");
  }

  @Test
  void shows_no_password_anywhere() throws IOException {
    var before = server.log().length();
    var shown = new StringBuilder();
    var printed = new ByteArrayOutputStream();
    var out = System.out;
    var err = System.err;
    try (var printer = new PrintStream(printed, true, UTF_8)) {
      System.setOut(printer);
      System.setErr(printer);
      shown.append(run(event()));
      shown.append(trace(() -> run(eventJson(user("iadmin", "readWrite")))));
      secrets.write("arn:orders", new Credentials("someone", "canary-of-another-user"));
      shown.append(trace(() -> run(event())));
      shown.append(trace(() -> run(eventJson(user("postgres", "readWrite")))));
      secrets.write(MASTER_SECRET, new Credentials("iadmin", "canary-that-is-wrong"));
      shown.append(trace(() -> run(event())));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
    var everything = shown.append(printed.toString(UTF_8)).append(server.log().substring(before));
    assertTrue(everything.indexOf("ALTER USER") > 0, "the server logs statements");
    var passwords =
        Stream.concat(
            secrets.values().values().stream().map(Credentials::password),
            Stream.of(TestServer.MASTER.password()));
    assertEquals(List.of(), passwords.filter(it -> everything.indexOf(it) >= 0).toList());
    assertEquals("", printed.toString(UTF_8));
  }

  @Test
  void says_what_to_do_when_the_secret_is_another_users() {
    secrets.write("arn:orders", new Credentials("someone", "secret"));
    assertEquals(
        "The secret arn:orders is of \"someone\", not of \"orders\". Correct its username, or name the right secret.",
        failure(() -> run(event())));
  }

  @Test
  void says_what_to_do_when_the_master_secret_is_empty() {
    secrets.values().clear();
    assertEquals(
        "The master user's secret arn:master does not exist or has no value. RDS creates it with"
            + " the database.",
        failure(() -> run(event())));
  }

  @Test
  void trusts_no_server_whose_certificate_it_cannot_verify() {
    var environment = new HashMap<>(server.environment(MASTER_SECRET));
    environment.remove("LAMBDA_TASK_ROOT");
    var refusal = failure(() -> run(event(), environment, secrets));
    assertTrue(refusal.contains("unable to find valid certification path"), refusal);
    assertTrue(refusal.endsWith("in migrations/certificates and build the function again."));
  }

  @Test
  void trusts_no_server_of_another_name() {
    var environment = new HashMap<>(server.environment(MASTER_SECRET));
    environment.computeIfPresent(
        "DATABASE_ADMIN_ENDPOINT", (key, host) -> host.replace("localhost", "127.0.0.1"));
    var refusal = failure(() -> run(event(), environment, secrets));
    assertTrue(refusal.contains("could not be verified"), refusal);
  }

  @Test
  void says_which_variable_is_not_set() {
    var environment = new HashMap<>(server.environment(MASTER_SECRET));
    environment.put("DATABASE_NAME", " ");
    assertEquals(
        "Set the environment variable DATABASE_NAME of the function.",
        failure(() -> run(event(), environment, secrets)));
  }

  @Test
  void says_what_an_event_must_be() {
    var malformed =
        List.of(
            "",
            "[]",
            "{",
            "{}",
            "{\"migration\":\"users\"}",
            "{\"migration\":{},\"users\":[]}",
            "{\"migration\":\"users\",\"users\":[1]}",
            "{\"users\":[]}",
            "{\"migration\":\"users\",\"users\":[{\"name\":\"a\",\"access\":\"readWrite\"}]}",
            eventJson(user("orders", "superuser")),
            event().replace("{\"migration\"", "{\"sql\":\"SELECT 1\",\"migration\""),
            event().replace("{\"name\"", "{\"sql\":\"SELECT 1\",\"name\""));
    for (var event : malformed) {
      assertEquals(
          "The event must be {\"migration\": \"users\", \"users\": [{\"name\": \"…\","
              + " \"access\": \"readWrite\" or \"readOnly\", \"secretArn\": \"…\"}]}, and nothing"
              + " else.",
          failure(() -> run(event)),
          event);
    }
  }

  @Test
  void runs_no_other_migration_than_its_own() {
    assertEquals(
        "There is no migration \"DROP TABLE old\", only \"users\".",
        failure(() -> run(event().replace("\"users\",", "\"DROP TABLE old\","))));
  }

  private String run(String event) throws IOException {
    return run(event, secrets);
  }

  private String run(String event, Secrets from) throws IOException {
    return run(event, server.environment(MASTER_SECRET), from);
  }

  private String run(String event, Map<String, String> environment, Secrets from)
      throws IOException {
    var output = new ByteArrayOutputStream();
    new MigrationFunction(environment, from)
        .handleRequest(new ByteArrayInputStream(event.getBytes(UTF_8)), output, UNUSED);
    return output.toString(UTF_8);
  }

  private String runUnchecked(Secrets from) {
    try {
      return run(event(), from);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static String event() {
    return eventJson(user("orders", "readWrite"), user("reports", "readOnly"));
  }

  private static JsonObject user(String name, String access) {
    var user = new JsonObject();
    user.addProperty("name", name);
    user.addProperty("access", access);
    user.addProperty("secretArn", "arn:" + name);
    return user;
  }

  private static String eventJson(JsonObject... users) {
    var list = new JsonArray();
    Stream.of(users).forEach(list::add);
    var event = new JsonObject();
    event.addProperty("migration", "users");
    event.add("users", list);
    return event.toString();
  }

  private Credentials credentials(String user) {
    return requireNonNull(secrets.values().get("arn:" + user));
  }

  private static void asMaster(String sql) throws SQLException {
    try (var master = server.logIn(TestServer.MASTER)) {
      execute(master, sql);
    }
  }

  private void as(String user, String sql) throws SQLException {
    try (var session = server.logIn(credentials(user))) {
      execute(session, sql);
    }
  }

  private List<String> seenBy(String user, String sql) throws SQLException {
    try (var session = server.logIn(credentials(user))) {
      return strings(session, sql);
    }
  }

  private void assertDenied(String user, String sql) {
    var refused = assertThrows(SQLException.class, () -> as(user, sql));
    assertEquals(PERMISSION_DENIED, refused.getSQLState(), refused.getMessage());
  }

  private static List<String> privileges() throws SQLException {
    try (var superuser = server.superuser()) {
      return strings(
          superuser,
          "SELECT relname || ' ' || coalesce(relacl::text, '') FROM pg_class"
              + " WHERE relnamespace = 'public'::regnamespace"
              + " UNION ALL SELECT 'default ' || defaclobjtype::text || defaclacl::text FROM"
              + " pg_default_acl"
              + " UNION ALL SELECT 'schema ' || nspacl::text FROM pg_namespace"
              + " WHERE nspname = 'public'"
              + " UNION ALL SELECT 'database ' || datacl::text FROM pg_database"
              + " WHERE datname = current_database()"
              + " UNION ALL SELECT 'role ' || rolname || rolcanlogin || rolcreaterole FROM pg_roles"
              + " ORDER BY 1");
    }
  }

  private static void awaitSomebodyWaiting() throws SQLException {
    try (Connection superuser = server.superuser()) {
      while (strings(
              superuser, "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
          .isEmpty()) {
        Thread.onSpinWait();
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      throw new AssertionError(ended);
    }
  }

  private Secrets withWrite(BiConsumer<String, Credentials> write) {
    return new Secrets() {
      @Override
      public Optional<Credentials> read(String arn) {
        return secrets.read(arn);
      }

      @Override
      public void write(String arn, Credentials credentials) {
        write.accept(arn, credentials);
      }
    };
  }

  private interface Attempt {
    void run() throws IOException;
  }

  private static String failure(Attempt attempt) {
    return requireNonNull(assertThrows(MigrationFailed.class, attempt::run).getMessage());
  }

  private static String trace(Attempt attempt) {
    var text = new StringWriter();
    assertThrows(MigrationFailed.class, attempt::run).printStackTrace(new PrintWriter(text, true));
    assertFalse(text.toString().isEmpty());
    return text.toString();
  }
}
