package io.datatier.policy.aws;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A host name of RDS with a placeholder in one of its labels, which code fills in: {@code
 * campaign.c9akciq32rgw.$AWS_REGION.rds.amazonaws.com}.
 */
final class HostTemplate {

  private static final String PLACEHOLDER =
      "[$#]\\{[^{}\\s]{1,80}}|\\$\\([^()\\s]{1,80}\\)|\\$[A-Za-z_]\\w{0,80}"
          + "|\\{\\{[^{}]{1,80}}}|\\{[\\w.]{0,80}}|%\\(\\w{1,80}\\)s|%[sdv]|<[\\w-]{1,80}>";

  /** Host name characters and placeholders. */
  static final Pattern RUN = Pattern.compile("(?:[A-Za-z0-9_.-]++|" + PLACEHOLDER + "){1,64}+");

  private static final Pattern HOLE = Pattern.compile(PLACEHOLDER);

  private static final String FILLED = "\uFFFC";

  /** What a label can be, in the end of a name and between its dots. */
  private static final List<String> TAILS = List.of("us-east-1", "amazonaws.com");

  private static final String HASH = "c0123456789a";

  private HostTemplate() {}

  /**
   * The host that a run of characters makes, of unknown kind; empty if it has no placeholder after
   * its first label, or so many that it makes any host.
   */
  static Optional<RdsHost> in(String run) {
    var name = run.toLowerCase(Locale.ROOT);
    var labels =
        Stream.of(HOLE.matcher(run).replaceAll(FILLED).split("\\.", -1))
            .map(label -> label.startsWith("proxy-") ? "proxy-" + HASH : label)
            .toList();
    var first = labels.get(0).contains(FILLED) ? "" : labels.get(0);
    var rest = labels.subList(1, labels.size());
    if (rest.stream().filter(label -> label.contains(FILLED)).count() != 1) {
      return Optional.empty();
    }
    return Stream.concat(TAILS.stream(), first.isEmpty() ? Stream.empty() : Stream.of(HASH))
        .flatMap(value -> RdsHost.of(first + "." + filled(rest, value)).stream())
        .map(host -> host.kind() == RdsHost.Kind.PROXY ? host : new RdsHost(name, unknown(host)))
        .findFirst();
  }

  private static RdsHost.Kind unknown(RdsHost host) {
    return host.kind() == RdsHost.Kind.TAIL ? RdsHost.Kind.TAIL : RdsHost.Kind.UNRECOGNIZED;
  }

  private static String filled(List<String> labels, String value) {
    return labels.stream()
        .map(label -> label.contains(FILLED) ? value : label)
        .collect(Collectors.joining("."));
  }
}
