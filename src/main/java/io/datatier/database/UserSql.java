package io.datatier.database;

import static java.util.stream.Collectors.joining;

import io.datatier.values.InvalidValue;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * The SQL that makes the users of a database and grants them what they may do. It is one
 * transaction that can be run again at any time, by the master user, and holds no password: until
 * one is set, nobody can log in as a new role.
 *
 * <p>It grants no {@code rds_iam}, also where clients of the proxy authenticate by IAM token: the
 * proxy itself still logs in with the password of the user's secret, which a role with {@code
 * rds_iam} cannot (RDS user guide, "IAM authentication for RDS Proxy", standard mode).
 *
 * @param database where the users may connect
 * @param master who runs the SQL and owns the tables, those yet to come included
 * @param users all of different names, the master user's not among them
 */
public record UserSql(DatabaseName database, MasterUsername master, List<DatabaseUser> users) {

  // An arbitrary number that says "the users of this database" to everyone who runs this SQL.
  private static final long LOCK = 7_282_105_741_003_190_411L;

  public UserSql {
    users = List.copyOf(users);
    var taken = new HashSet<String>();
    for (var user : users) {
      var name = user.name().value();
      if (master.isCalled(user.name())) {
        throw new InvalidValue(name, "not be the master user, which exists with the database");
      }
      if (!taken.add(name)) {
        throw new InvalidValue(name, "be listed once");
      }
    }
  }

  /** The SQL; every statement ends in a semicolon and a line break. */
  public String text() {
    return Stream.of(
            Stream.of(
                "BEGIN",
                // Two who grant on one table at once fail with "tuple concurrently updated".
                "SELECT pg_advisory_xact_lock(" + LOCK + ")",
                // From version 15 on this is how PostgreSQL makes a database, but not how an
                // upgrade leaves one that is older (release notes of 15, "public schema").
                "REVOKE CREATE ON SCHEMA public FROM PUBLIC"),
            users.stream().flatMap(this::statements),
            Stream.of("COMMIT"))
        .flatMap(statements -> statements)
        .collect(joining(";\n", "", ";\n"));
  }

  private Stream<String> statements(DatabaseUser user) {
    var role = identifier(user.name().value());
    var existence =
        Stream.of(
            createRole(user.name(), role),
            // Not NOSUPERUSER: only a superuser may say it of a role, and RDS's master is none.
            "ALTER ROLE " + role + " LOGIN NOCREATEDB NOCREATEROLE",
            "GRANT CONNECT ON DATABASE " + identifier(database.value()) + " TO " + role,
            "GRANT USAGE ON SCHEMA public TO " + role);
    var privileges =
        switch (user.access()) {
          case READ_WRITE ->
              Stream.of(
                  grant("SELECT, INSERT, UPDATE, DELETE", "TABLES", role),
                  grant("USAGE, SELECT", "SEQUENCES", role));
          case READ_ONLY ->
              Stream.of(
                  revoke("INSERT, UPDATE, DELETE", "TABLES", role),
                  revoke("USAGE", "SEQUENCES", role),
                  grant("SELECT", "TABLES", role),
                  grant("SELECT", "SEQUENCES", role));
        };
    return Stream.concat(existence, privileges.flatMap(List::stream));
  }

  private List<String> grant(String privileges, String kind, String role) {
    var grant = "GRANT " + privileges + " ON ";
    return List.of(grant + every(kind) + " TO " + role, defaults() + grant + kind + " TO " + role);
  }

  private List<String> revoke(String privileges, String kind, String role) {
    var revoke = "REVOKE " + privileges + " ON ";
    return List.of(
        revoke + every(kind) + " FROM " + role, defaults() + revoke + kind + " FROM " + role);
  }

  private static String every(String kind) {
    return "ALL " + kind + " IN SCHEMA public";
  }

  private String defaults() {
    return "ALTER DEFAULT PRIVILEGES FOR ROLE " + identifier(master.value()) + " IN SCHEMA public ";
  }

  // PostgreSQL has no CREATE ROLE IF NOT EXISTS.
  private static String createRole(DatabaseUsername name, String role) {
    return """
    DO $create$
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '%s') THEN
        CREATE ROLE %s LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
      END IF;
    END
    $create$"""
        .formatted(name.value().replace("'", "''"), role);
  }

  private static String identifier(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
