package io.datatier.rehearsal.behavior;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A parameter of RDS for PostgreSQL, from the table "Parameters for your RDS for PostgreSQL DB
 * instance" in the RDS user guide, without the ones that no version lets one change. Formulas such
 * as {@code LEAST({DBInstanceClassMemory/9531392},5000)} are values too.
 *
 * @param name the name
 * @param isStatic whether it takes effect only at a restart
 * @param form what values it takes
 */
record PostgresParameter(String name, boolean isStatic, Form form) {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d+)?");
  private static final Map<String, PostgresParameter> KNOWN = new TreeMap<>();

  /** The form of a value. */
  enum Form {
    FLAG,
    WHOLE_NUMBER,
    NUMBER,
    TEXT
  }

  static {
    add(true, Form.FLAG, "rds.logical_replication", "track_commit_timestamp", "huge_pages");
    add(
        true,
        Form.WHOLE_NUMBER,
        "autovacuum_freeze_max_age",
        "autovacuum_max_workers",
        "autovacuum_multixact_freeze_max_age",
        "max_connections",
        "max_locks_per_transaction",
        "max_logical_replication_workers",
        "max_pred_locks_per_transaction",
        "max_prepared_transactions",
        "max_replication_slots",
        "max_wal_senders",
        "max_worker_processes",
        "pg_stat_statements.max",
        "shared_buffers",
        "superuser_reserved_connections",
        "track_activity_query_size",
        "wal_buffers");
    add(true, Form.TEXT, "shared_preload_libraries", "rds.custom_dns_resolution");
    // RDS lists rds.force_ssl as dynamic; a connection is judged by it when it is opened.
    add(
        false,
        Form.FLAG,
        "rds.force_ssl",
        "autovacuum",
        "log_checkpoints",
        "log_connections",
        "log_disconnections",
        "log_duration",
        "log_lock_waits",
        "log_replication_commands",
        "pg_stat_statements.track_utility",
        "rds.force_admin_logging_level",
        "rds.force_autovacuum_logging_level",
        "rds.restrict_password_commands",
        "row_security",
        "synchronize_seqscans",
        "track_activities",
        "track_counts",
        "track_io_timing",
        "wal_compression");
    add(
        false,
        Form.WHOLE_NUMBER,
        "autovacuum_analyze_threshold",
        "autovacuum_naptime",
        "autovacuum_vacuum_cost_limit",
        "autovacuum_vacuum_threshold",
        "checkpoint_timeout",
        "deadlock_timeout",
        "default_statistics_target",
        "effective_cache_size",
        "effective_io_concurrency",
        "idle_in_transaction_session_timeout",
        "idle_session_timeout",
        "lock_timeout",
        "log_autovacuum_min_duration",
        "log_min_duration_sample",
        "log_min_duration_statement",
        "log_parameter_max_length",
        "log_rotation_age",
        "log_rotation_size",
        "log_temp_files",
        "maintenance_work_mem",
        "max_parallel_maintenance_workers",
        "max_parallel_workers",
        "max_parallel_workers_per_gather",
        "max_slot_wal_keep_size",
        "max_wal_size",
        "min_wal_size",
        "rds.log_retention_period",
        "statement_timeout",
        "tcp_keepalives_count",
        "tcp_keepalives_idle",
        "tcp_keepalives_interval",
        "temp_buffers",
        "temp_file_limit",
        "transaction_timeout",
        "wal_keep_size",
        "wal_receiver_timeout",
        "wal_sender_timeout",
        "work_mem");
    add(
        false,
        Form.NUMBER,
        "autovacuum_analyze_scale_factor",
        "autovacuum_vacuum_cost_delay",
        "autovacuum_vacuum_scale_factor",
        "checkpoint_completion_target",
        "log_statement_sample_rate",
        "log_transaction_sample_rate",
        "random_page_cost",
        "seq_page_cost");
    add(
        false,
        Form.TEXT,
        "client_encoding",
        "DateStyle",
        "default_transaction_isolation",
        "intervalstyle",
        "lc_messages",
        "log_error_verbosity",
        "log_line_prefix",
        "log_min_error_statement",
        "log_min_messages",
        "log_statement",
        "password_encryption",
        "pg_stat_statements.track",
        "pgaudit.log",
        "pgaudit.role",
        "rds.accepted_password_auth_method",
        "rds.allowed_extensions",
        "search_path",
        "session_replication_role",
        "ssl_ciphers",
        "ssl_max_protocol_version",
        "ssl_min_protocol_version",
        "synchronous_commit",
        "timezone",
        "track_functions");
  }

  private static void add(boolean isStatic, Form form, String... names) {
    for (var name : names) {
      KNOWN.put(name, new PostgresParameter(name, isStatic, form));
    }
  }

  static Optional<PostgresParameter> named(String name) {
    return Optional.ofNullable(KNOWN.get(name));
  }

  static Set<String> names() {
    return KNOWN.keySet();
  }

  /** What is wrong with a value; empty when nothing is. */
  Optional<String> fault(String value) {
    boolean isFormula = value.contains("{");
    return switch (form) {
      case FLAG ->
          Set.of("0", "1", "on", "off", "true", "false").contains(value)
              ? Optional.empty()
              : Optional.of("must be 0 or 1 for %s, and is %s".formatted(name, value));
      case WHOLE_NUMBER ->
          isFormula || WHOLE_NUMBER.matcher(value).matches()
              ? Optional.empty()
              : Optional.of("must be a whole number for %s, and is %s".formatted(name, value));
      case NUMBER ->
          isFormula || NUMBER.matcher(value).matches()
              ? Optional.empty()
              : Optional.of("must be a number for %s, and is %s".formatted(name, value));
      case TEXT -> Optional.empty();
    };
  }
}
