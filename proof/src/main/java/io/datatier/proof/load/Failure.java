package io.datatier.proof.load;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a client got no answer. */
public enum Failure {
  /** The database has no connection left for ordinary users. */
  TOO_MANY_CONNECTIONS("too many connections"),
  /** The pool had no free connection before the wait's end. */
  WAITED_TOO_LONG("waited too long for a connection"),
  /** The login was refused. */
  LOGIN_REFUSED("login refused"),
  /** A connection ended in the middle, or there was none to be had. */
  CONNECTION_LOST("connection lost"),
  /** The database was starting or stopping. */
  DATABASE_DOWN("database down"),
  /** The load was over before it had its answer. */
  NOT_ANSWERED("not answered in time"),
  /** Anything else. */
  OTHER("other");

  /** By SQLSTATE (PostgreSQL documentation, appendix A), or by its first two digits. */
  private static final Map<String, Failure> BY_STATE =
      Map.of(
          "53300", TOO_MANY_CONNECTIONS,
          "57P01", DATABASE_DOWN,
          "57P02", DATABASE_DOWN,
          "57P03", DATABASE_DOWN,
          "28", LOGIN_REFUSED,
          "08", CONNECTION_LOST);

  /**
   * What poolers say, all under 08P01: PgBouncer (its source, messages of disconnect_client) and
   * RDS Proxy (RDS user guide, "Troubleshooting RDS Proxy").
   */
  private static final List<String> WAIT_ENDED =
      List.of("query_wait_timeout", "Timed-out waiting to acquire database connection");

  /** Those that neither a database nor a pool without a free connection makes. */
  private static final Set<Failure> FOREIGN = EnumSet.of(LOGIN_REFUSED, DATABASE_DOWN, OTHER);

  private final String phrase;

  Failure(String phrase) {
    this.phrase = phrase;
  }

  /** The kind of an error of the driver. */
  public static Failure of(SQLException error) {
    var message = Objects.requireNonNullElse(error.getMessage(), "");
    if (WAIT_ENDED.stream().anyMatch(message::contains)) {
      return WAITED_TOO_LONG;
    }
    if (message.contains("cannot connect to server") || message.contains("shutting down")) {
      return DATABASE_DOWN;
    }
    var state = Objects.requireNonNullElse(error.getSQLState(), "");
    var known = BY_STATE.get(state);
    return known != null ? known : ofClass(state);
  }

  private static Failure ofClass(String state) {
    @Nullable Failure known = state.length() < 2 ? null : BY_STATE.get(state.substring(0, 2));
    return known != null ? known : OTHER;
  }

  /**
   * Whether it says nothing of connections and who waits for them, and so nothing of the plan: a
   * wrong password, a lacking right, a database that goes down.
   */
  public boolean isForeign() {
    return FOREIGN.contains(this);
  }

  @Override
  public String toString() {
    return phrase;
  }
}
