package io.datatier.proof.cli;

import io.datatier.proof.load.Credentials;
import io.datatier.proof.login.IamTokens;
import io.datatier.proof.login.Password;
import io.datatier.proof.login.SecretOfUser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkClientException;

/** How clients log in; exactly one of them. */
public final class LoginOptions {

  /** What Java reads where the locale of the process has no such character. */
  private static final String UNREAD = "\uFFFD";

  @Option(
      names = "--password-env",
      paramLabel = "NAME",
      description = "The environment variable with the password.")
  private Optional<String> variable = Optional.empty();

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "File with the password (UTF-8; a trailing newline is ignored).")
  private Optional<Path> file = Optional.empty();

  @Option(
      names = "--secret",
      paramLabel = "ARN",
      description = "The secret with user and password.")
  private Optional<String> secret = Optional.empty();

  @Option(names = "--iam", description = "A new IAM token for each connection.")
  private boolean iam;

  /** Finds what is wrong before anything is asked. */
  public void check(Optional<String> user, Faults faults) {
    if (secret.isEmpty() && user.isEmpty()) {
      faults.add("--user is missing.");
    }
    variable.ifPresent(
        name -> {
          var value = System.getenv(name);
          if (value == null) {
            faults.add("--password-env: the variable %s is not set.".formatted(name));
          } else if (value.contains(UNREAD)) {
            faults.add(
                ("--password-env: this process's locale cannot read all characters of %s; set"
                        + " LC_ALL=C.UTF-8, or use --password-file.")
                    .formatted(name));
          }
        });
  }

  /**
   * Those for a host.
   *
   * @param user where no secret names one
   */
  public Credentials of(Address address, Optional<String> user) throws IOException {
    if (secret.isPresent()) {
      return SecretOfUser.read(secret.get());
    }
    var name = user.orElseThrow();
    if (iam) {
      try {
        return new IamTokens(address.host(), address.port(), name);
      } catch (SdkClientException noRegion) {
        throw new IOException(
            "--iam: cannot derive the region from %s; set AWS_REGION.".formatted(address.host()),
            noRegion);
      }
    }
    return new Password(
        name,
        file.isPresent()
            ? new OptionFile("--password-file", file.get()).text().replaceFirst("\\R\\z", "")
            : Objects.requireNonNull(System.getenv(variable.orElseThrow())));
  }
}
