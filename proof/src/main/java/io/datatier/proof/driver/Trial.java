package io.datatier.proof.driver;

import java.util.List;

/**
 * One way of using a driver.
 *
 * @param driver its name
 * @param use in which way
 * @param language whose registry has it
 * @param script the resource that tries it, or empty for the driver of JDBC, which is tried here
 * @param mode the script's first argument
 * @param wayOut what to do about what it does to a pool
 */
record Trial(
    String driver, String use, Language language, String script, String mode, String wayOut) {

  /** Where a driver is from. */
  enum Language {
    /** Maven; the driver is part of the tool. */
    JAVA,
    /** npm. */
    NODE,
    /** PyPI. */
    PYTHON
  }

  private static final String IN_DATABASE = "set it once in the database: ALTER ROLE … SET …";

  /** All that are tried. */
  static List<Trial> all() {
    return List.of(
        java("as it comes", "default", "set assumeMinServerVersion=12 and prepareThreshold=0"),
        java("careful", "careful", ""),
        java("options", "options", IN_DATABASE),
        node("as it comes", "default", ""),
        node("named query", "named", "give queries no name"),
        node("options", "options", IN_DATABASE),
        psycopg("as it comes", "default", "set prepare_threshold=None"),
        psycopg("careful", "careful", ""),
        psycopg("options", "options", IN_DATABASE),
        asyncpg("as it comes", "default", "set statement_cache_size=0"),
        asyncpg("careful", "careful", ""),
        asyncpg("reset, as its pool does", "reset", "give its pool reset=… that does nothing"),
        asyncpg("server_settings", "options", IN_DATABASE));
  }

  private static Trial java(String use, String mode, String wayOut) {
    return new Trial("pgjdbc", use, Language.JAVA, "", mode, wayOut);
  }

  private static Trial node(String use, String mode, String wayOut) {
    return new Trial("pg", use, Language.NODE, "pg_trial.mjs", mode, wayOut);
  }

  private static Trial psycopg(String use, String mode, String wayOut) {
    return new Trial("psycopg", use, Language.PYTHON, "psycopg_trial.py", mode, wayOut);
  }

  private static Trial asyncpg(String use, String mode, String wayOut) {
    return new Trial("asyncpg", use, Language.PYTHON, "asyncpg_trial.py", mode, wayOut);
  }
}
