package io.datatier.clients;

import static java.util.stream.Collectors.joining;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The user data of a worker: the database environment, as a file, and the user's script. Equal
 * environments give equal bytes; otherwise every preview would replace the workers.
 */
record UserData(Map<String, String> environment, Optional<StartScript> script) {

  /** As a launch template takes it. */
  String base64() {
    return Base64.getEncoder().encodeToString(text().getBytes(StandardCharsets.UTF_8));
  }

  // No value is quoted: systemd and shells would take quotes off, Docker's --env-file would not,
  // and host names, ARNs and names of PostgreSQL hold nothing that any of them splits.
  private String text() {
    var variables =
        new TreeMap<>(environment)
            .entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .collect(joining("\n"));
    return """
    #!/bin/bash
    install -d -m 0755 /etc/datatier
    cat >/etc/datatier/environment <<'END_OF_ENVIRONMENT'
    %s
    END_OF_ENVIRONMENT
    chmod 0644 /etc/datatier/environment
    set -a
    . /etc/datatier/environment
    set +a
    """
            .formatted(variables)
        + script.map(StartScript::text).orElse("");
  }
}
