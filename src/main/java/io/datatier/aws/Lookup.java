package io.datatier.aws;

import com.pulumi.aws.Utilities;
import com.pulumi.core.TypeShape;
import com.pulumi.deployment.Deployment;
import com.pulumi.deployment.InvokeOptions;
import com.pulumi.exceptions.RunException;
import com.pulumi.resources.InvokeArgs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What AWS answers to a function of the provider. The program waits for it, in a preview too.
 *
 * <p>Not in the SDK's own form of results: that refuses an answer in which any property is missing,
 * and the provider leaves out what its data source never sets, such as {@code
 * finalSnapshotIdentifier} of a cluster.
 */
public final class Lookup {

  private final Map<String, Object> answer;

  private Lookup(Map<String, Object> answer) {
    this.answer = answer;
  }

  /**
   * Asks AWS for a list that may be empty: RDS answers some filters that match nothing with an
   * error such as DBClusterNotFoundFault (RDS API, DescribeDBClusters, Errors), and the provider
   * passes it on.
   *
   * @return nothing if AWS finds nothing
   * @throws RunException if AWS does not answer
   */
  public static Optional<Lookup> find(String function, InvokeArgs arguments) {
    return either(function, arguments, Optional::of, Map.of("NotFound", Optional.<Lookup>empty()));
  }

  /**
   * Asks AWS what it may refuse to tell.
   *
   * @param read of what it answers
   * @param refusals what errors mean, by a part of their message
   * @throws RunException if AWS does not answer
   */
  public static <T> T either(
      String function, InvokeArgs arguments, Function<Lookup, T> read, Map<String, T> refusals) {
    try {
      return read.apply(ask(function, arguments));
    } catch (CompletionException failed) {
      return refusals.entrySet().stream()
          .filter(refusal -> message(failed).contains(refusal.getKey()))
          .findFirst()
          .map(Map.Entry::getValue)
          .orElseThrow(() -> unanswered(failed));
    }
  }

  /**
   * Asks AWS.
   *
   * @param function the function's token, such as {@code aws:rds/getInstance:getInstance}
   * @throws RunException if AWS does not answer, which ends the run without a stack trace
   */
  public static Lookup of(String function, InvokeArgs arguments) {
    try {
      return ask(function, arguments);
    } catch (CompletionException failed) {
      throw unanswered(failed);
    }
  }

  private static Lookup ask(String function, InvokeArgs arguments) {
    return new Lookup(
        Deployment.getInstance()
            .invokeAsync(
                function,
                TypeShape.map(String.class, Object.class),
                arguments,
                Utilities.withVersion(InvokeOptions.Empty))
            .join());
  }

  private static RunException unanswered(CompletionException failed) {
    return new RunException(
        ("AWS did not answer, so nothing was changed: %s%nCheck aws:region, your credentials and"
                + " their permissions, then run the same command again.")
            .formatted(inOneLine(message(failed))));
  }

  /** The bridge puts the provider's error in a list below "1 error occurred:". */
  private static String inOneLine(String message) {
    return message
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String message(CompletionException failed) {
    var cause = failed.getCause();
    var message = (cause == null ? failed : cause).getMessage();
    return message == null ? "no reason was given" : message;
  }

  /** A text; empty if AWS says nothing. */
  public Optional<String> text(String property) {
    return Optional.ofNullable(answer.get(property))
        .map(Object::toString)
        .filter(it -> !it.isEmpty());
  }

  /** A whole number. */
  public OptionalInt number(String property) {
    return answer.get(property) instanceof Number number
        ? OptionalInt.of(number.intValue())
        : OptionalInt.empty();
  }

  /** Whether AWS says that it is so. */
  public boolean flag(String property) {
    return Boolean.TRUE.equals(answer.get(property));
  }

  /** A list of objects. */
  public List<Lookup> objects(String property) {
    return answer.get(property) instanceof List<?> list
        ? list.stream().map(Lookup::ofObject).toList()
        : List.of();
  }

  /** An object; empty if AWS says nothing. */
  public Lookup object(String property) {
    return ofObject(answer.get(property));
  }

  private static Lookup ofObject(@Nullable Object value) {
    var fields = new HashMap<String, Object>();
    if (value instanceof Map<?, ?> object) {
      object.forEach((name, field) -> fields.put(name.toString(), field));
    }
    return new Lookup(fields);
  }

  /** A list of texts. */
  public List<String> texts(String property) {
    return answer.get(property) instanceof List<?> list
        ? list.stream().map(Object::toString).toList()
        : List.of();
  }
}
