package io.datatier.rehearsal.login;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The access keys of functions: Lambda gives each the temporary credentials of its role. */
final class AccessKeys {

  /**
   * One function's.
   *
   * @param role the ARN of the role that it stands for
   */
  record AccessKey(String id, String secret, String role) {}

  private final Map<String, AccessKey> keys = new ConcurrentHashMap<>();

  AccessKey issue(String role) {
    // Access key ids of temporary credentials begin with ASIA (IAM user guide, "IAM identifiers").
    var id =
        "ASIA"
            + UUID.randomUUID()
                .toString()
                .replace("-", "")
                .substring(0, 16)
                .toUpperCase(Locale.ROOT);
    var key = new AccessKey(id, UUID.randomUUID().toString(), role);
    keys.put(id, key);
    return key;
  }

  Optional<AccessKey> find(String id) {
    return Optional.ofNullable(keys.get(id));
  }
}
