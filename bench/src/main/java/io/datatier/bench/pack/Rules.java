package io.datatier.bench.pack;

import java.util.List;

/** The rules that both packs have, by the same names. The others of ours are disabled. */
final class Rules {

  static final List<String> COMMON =
      List.of(
          "proxy-requires-tls",
          "proxy-authenticates-with-secrets-manager",
          "proxy-requires-iam-authentication",
          "proxy-refuses-md5-passwords",
          "proxy-debug-logging-disabled",
          "proxy-has-security-groups",
          "proxy-pool-within-limits",
          "proxy-alarms-name-real-metrics",
          "proxy-has-target",
          "proxy-alarms-present",
          "database-not-public",
          "database-storage-encrypted",
          "database-forces-tls",
          "database-master-password-managed",
          "database-deletion-protected",
          "database-backups-retained",
          "database-multi-az",
          "lambda-environment-holds-no-secrets",
          "lambda-connects-through-proxy",
          "rds-connect-scoped-to-proxy");

  private Rules() {}
}
