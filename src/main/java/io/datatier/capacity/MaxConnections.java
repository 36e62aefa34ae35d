package io.datatier.capacity;

import io.datatier.config.InvalidValue;

/**
 * How many connections PostgreSQL accepts on an instance class, including Aurora PostgreSQL on
 * provisioned instances.
 *
 * <p>The default parameter groups of both set {@code max_connections} to {@code
 * LEAST({DBInstanceClassMemory/9531392},5000)} (AWS Prescriptive Guidance, "Tuning PostgreSQL
 * parameters", max_connections; Aurora user guide, "Maximum connections to an Aurora PostgreSQL DB
 * instance"). {@code DBInstanceClassMemory} is the memory of the class less what the operating
 * system and RDS use (RDS user guide, "Maximum number of database connections"); AWS does not say
 * how much that is. Observed values are 77 % (87 of 112 on db.t3.micro) to 97 % (3,479 of 3,604 on
 * db.r6g.xlarge; the table of the Aurora user guide) of what the formula gives for the full memory,
 * so the plan uses that range.
 *
 * @param range the bounds
 * @param origin where they come from
 */
public record MaxConnections(ConnectionRange range, Origin origin) {

  /**
   * Slots that ordinary users cannot use: 3 for superusers and 2 for members of rds_superuser (AWS
   * Knowledge Center, "remaining connection slots are reserved": the defaults of {@code
   * superuser_reserved_connections} and {@code rds.rds_superuser_reserved_connections}).
   */
  public static final int RESERVED = 3 + 2;

  /** What a parameter group may set at least (RDS API, max_connections). */
  public static final int LEAST = 6;

  /** What a parameter group may set at most. */
  public static final int MOST = 262_143;

  private static final double BYTES_PER_GIB = 1024.0 * 1024 * 1024;
  private static final double BYTES_PER_CONNECTION = 9_531_392;
  private static final int FORMULA_CEILING = 5_000;
  private static final double LEAST_SEEN_SHARE = 0.77;
  private static final double MOST_SEEN_SHARE = 0.97;

  /** Where a {@code max_connections} comes from. */
  public enum Origin {
    /** The user sets it. */
    PARAMETER_GROUP("set in the parameter group"),
    /** Observed on a database of that class. */
    SEEN("seen on this class"),
    /** Calculated by the formula of the default parameter group. */
    FORMULA("by the default formula");

    private final String phrase;

    Origin(String phrase) {
      this.phrase = phrase;
    }

    @Override
    public String toString() {
      return phrase;
    }
  }

  /** The limit of {@code hardware} with the default parameter group. */
  public static MaxConnections of(InstanceHardware hardware) {
    return hardware
        .seen()
        .map(seen -> new MaxConnections(seen, Origin.SEEN))
        .orElseGet(() -> new MaxConnections(formula(hardware.memoryGib()), Origin.FORMULA));
  }

  /** A limit set in a custom parameter group. */
  public static MaxConnections set(int connections) {
    return new MaxConnections(
        ConnectionRange.exactly(
            InvalidValue.requireBetween(
                connections, LEAST, MOST, "be " + LEAST + " to " + MOST + " connections")),
        Origin.PARAMETER_GROUP);
  }

  /** The connections that ordinary users can open. */
  public ConnectionRange ordinary() {
    return range.less(RESERVED);
  }

  private static ConnectionRange formula(int memoryGib) {
    var nominal = memoryGib * BYTES_PER_GIB / BYTES_PER_CONNECTION;
    return new ConnectionRange(
        capped(nominal * LEAST_SEEN_SHARE), capped(nominal * MOST_SEEN_SHARE));
  }

  private static int capped(double connections) {
    return (int) Math.min(connections, FORMULA_CEILING);
  }
}
