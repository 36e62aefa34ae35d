package io.datatier.rehearsal.rds;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A parameter of RDS for PostgreSQL, from the table "Parameters for your RDS for PostgreSQL DB
 * instance" in the RDS user guide, without those that no version allows to change. Formulas such as
 * {@code LEAST({DBInstanceClassMemory/9531392},5000)} are values too.
 *
 * @param name the name
 * @param isStatic whether it takes effect only after a reboot
 * @param form the kind of value
 */
record PostgresParameter(String name, boolean isStatic, Form form) {

  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d+)?");
  private static final Map<String, PostgresParameter> KNOWN = new TreeMap<>();

  /** Parameters that the rehearsal knows only by name; their values are not checked. */
  private static final String OTHERS =
      """
      allow_system_table_mods array_nulls authentication_timeout
      autovacuum_vacuum_insert_scale_factor autovacuum_vacuum_insert_threshold
      autovacuum_work_mem backend_flush_after bgwriter_delay bgwriter_flush_after
      bgwriter_lru_maxpages bgwriter_lru_multiplier bytea_output check_function_bodies
      checkpoint_flush_after checkpoint_warning client_min_messages commit_delay commit_siblings
      commit_timestamp_buffers compute_query_id constraint_exclusion cpu_index_tuple_cost
      cpu_operator_cost cpu_tuple_cost createrole_self_grant cursor_tuple_fraction
      debug_parallel_query debug_pretty_print debug_print_parse debug_print_plan
      debug_print_rewritten default_tablespace default_toast_compression
      default_transaction_deferrable default_transaction_read_only enable_async_append
      enable_bitmapscan enable_gathermerge enable_group_by_reordering enable_hashagg
      enable_hashjoin enable_incremental_sort enable_indexonlyscan enable_indexscan
      enable_material enable_memoize enable_mergejoin enable_nestloop enable_parallel_append
      enable_parallel_hash enable_partition_pruning enable_partitionwise_aggregate
      enable_partitionwise_join enable_presorted_aggregate enable_seqscan enable_sort
      enable_tidscan escape_string_warning event_triggers exit_on_error extra_float_digits
      from_collapse_limit geqo geqo_effort geqo_generations geqo_pool_size geqo_seed
      geqo_selection_bias geqo_threshold gin_fuzzy_search_limit gin_pending_list_limit
      hash_mem_multiplier hot_standby_feedback icu_validation_level io_combine_limit jit
      jit_above_cost jit_inline_above_cost jit_optimize_above_cost join_collapse_limit
      lc_monetary lc_numeric lc_time lo_compat_privileges log_destination log_executor_stats
      log_filename log_hostname log_parameter_max_length_on_error log_parser_stats
      log_planner_stats log_statement_stats log_timezone logical_decoding_work_mem
      maintenance_io_concurrency max_files_per_process
      max_parallel_apply_workers_per_subscription max_pred_locks_per_page
      max_pred_locks_per_relation max_stack_depth max_standby_archive_delay
      max_standby_streaming_delay max_sync_workers_per_subscription min_parallel_index_scan_size
      min_parallel_table_scan_size multixact_member_buffers multixact_offset_buffers
      notify_buffers old_snapshot_threshold operator_precedence_warning
      parallel_leader_participation parallel_setup_cost parallel_tuple_cost plan_cache_mode
      quote_all_identifiers rds.adaptive_autovacuum rds.enable_plan_management
      rds.pg_stat_ramdisk_size rds.rds_superuser_reserved_connections rds.superuser_variables
      recovery_prefetch recursive_worktable_factor reserved_connections restart_after_crash
      scram_iterations serializable_buffers standard_conforming_strings stats_fetch_consistency
      subtransaction_buffers summarize_wal sync_replication_slots synchronized_standby_slots
      tcp_user_timeout temp_tablespaces track_wal_io_timing transaction_buffers
      transform_null_equals update_process_title vacuum_buffer_usage_limit vacuum_cost_delay
      vacuum_cost_limit vacuum_cost_page_dirty vacuum_cost_page_hit vacuum_cost_page_miss
      vacuum_defer_cleanup_age vacuum_failsafe_age vacuum_freeze_min_age vacuum_freeze_table_age
      vacuum_multixact_failsafe_age vacuum_multixact_freeze_min_age
      vacuum_multixact_freeze_table_age wal_decode_buffer_size wal_init_zero wal_keep_segments
      wal_receiver_create_temp_slot wal_receiver_status_interval wal_recycle wal_writer_delay
      wal_writer_flush_after xmlbinary xmloption
      """;

  /** The kind of a value. */
  enum Form {
    FLAG,
    WHOLE_NUMBER,
    NUMBER,
    TEXT
  }

  static {
    add(
        true,
        Form.FLAG,
        """
        rds.logical_replication track_commit_timestamp huge_pages
        """);
    add(
        true,
        Form.WHOLE_NUMBER,
        """
        autovacuum_freeze_max_age autovacuum_max_workers autovacuum_multixact_freeze_max_age
        max_connections max_locks_per_transaction max_logical_replication_workers
        max_pred_locks_per_transaction max_prepared_transactions max_replication_slots
        max_wal_senders max_worker_processes pg_stat_statements.max shared_buffers
        superuser_reserved_connections track_activity_query_size wal_buffers
        """);
    add(
        true,
        Form.TEXT,
        """
        shared_preload_libraries rds.custom_dns_resolution
        """);
    // RDS lists rds.force_ssl as dynamic; it applies to new connections.
    add(
        false,
        Form.FLAG,
        """
        rds.force_ssl autovacuum log_checkpoints log_connections log_disconnections log_duration
        log_lock_waits log_replication_commands pg_stat_statements.track_utility
        rds.force_admin_logging_level rds.force_autovacuum_logging_level
        rds.restrict_password_commands row_security synchronize_seqscans track_activities
        track_counts track_io_timing wal_compression
        """);
    add(
        false,
        Form.WHOLE_NUMBER,
        """
        autovacuum_analyze_threshold autovacuum_naptime autovacuum_vacuum_cost_limit
        autovacuum_vacuum_threshold checkpoint_timeout deadlock_timeout
        default_statistics_target effective_cache_size effective_io_concurrency
        idle_in_transaction_session_timeout idle_session_timeout lock_timeout
        log_autovacuum_min_duration log_min_duration_sample log_min_duration_statement
        log_parameter_max_length log_rotation_age log_rotation_size log_temp_files
        maintenance_work_mem max_parallel_maintenance_workers max_parallel_workers
        max_parallel_workers_per_gather max_slot_wal_keep_size max_wal_size min_wal_size
        rds.log_retention_period statement_timeout tcp_keepalives_count tcp_keepalives_idle
        tcp_keepalives_interval temp_buffers temp_file_limit transaction_timeout wal_keep_size
        wal_receiver_timeout wal_sender_timeout work_mem
        """);
    add(
        false,
        Form.NUMBER,
        """
        autovacuum_analyze_scale_factor autovacuum_vacuum_cost_delay
        autovacuum_vacuum_scale_factor checkpoint_completion_target log_statement_sample_rate
        log_transaction_sample_rate random_page_cost seq_page_cost
        """);
    add(
        false,
        Form.TEXT,
        """
        client_encoding DateStyle default_transaction_isolation intervalstyle lc_messages
        log_error_verbosity log_line_prefix log_min_error_statement log_min_messages
        log_statement password_encryption pg_stat_statements.track pgaudit.log pgaudit.role
        rds.accepted_password_auth_method rds.allowed_extensions search_path
        session_replication_role ssl_ciphers ssl_max_protocol_version ssl_min_protocol_version
        synchronous_commit timezone track_functions
        """);
    add(false, Form.TEXT, OTHERS);
  }

  /** Whether it belongs to an extension, whose parameters are not checked. */
  static boolean isOfExtension(String name) {
    return name.contains(".") && !name.startsWith("rds.");
  }

  private static void add(boolean isStatic, Form form, String names) {
    for (var name : names.strip().split("\\s+", -1)) {
      KNOWN.put(name, new PostgresParameter(name, isStatic, form));
    }
  }

  static Optional<PostgresParameter> named(String name) {
    return Optional.ofNullable(KNOWN.get(name));
  }

  static Set<String> names() {
    return KNOWN.keySet();
  }

  /** What is wrong with a value; empty if it is valid. */
  Optional<String> fault(String value) {
    boolean isFormula = value.contains("{");
    return switch (form) {
      case FLAG ->
          Set.of("0", "1", "on", "off", "true", "false").contains(value)
              ? Optional.empty()
              : Optional.of("must be 0 or 1 for %s, but is %s".formatted(name, value));
      case WHOLE_NUMBER ->
          isFormula || WHOLE_NUMBER.matcher(value).matches()
              ? Optional.empty()
              : Optional.of("must be a whole number for %s, but is %s".formatted(name, value));
      case NUMBER ->
          isFormula || NUMBER.matcher(value).matches()
              ? Optional.empty()
              : Optional.of("must be a number for %s, but is %s".formatted(name, value));
      case TEXT -> Optional.empty();
    };
  }
}
