package io.datatier.policy.resources;

import io.datatier.policy.aws.JsonTexts;
import io.datatier.policy.sdk.Reading;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whom the services that start others pass their configuration to: a worker that is a container, a
 * job, a build or a machine, or else a function or an unknown one.
 */
public final class Recipients {

  /** The types of those services that may start workers. */
  public static final Set<String> STARTERS =
      Set.of(Clients.EVENT_TARGET, Clients.PIPE, Clients.SCHEDULE, Clients.STATE_MACHINE);

  /**
   * What a state or a schedule asks for, by an integration of its own or by the SDK (Step Functions
   * guide, "Integrating services"; EventBridge Scheduler guide, "Using universal targets").
   */
  private static final Pattern STARTS_WORKER =
      Pattern.compile(
          "arn:[^:]+:(?:states|scheduler):::(?:aws-sdk:)?(?:ecs:(?:runTask|startTask)"
              + "|batch:submitJob|eks:(?:runJob|call)|codebuild:startBuild(?:Batch)?"
              + "|ssm:(?:sendCommand|startAutomationExecution)|ec2:runInstances)(?:\\..*)?");

  /**
   * What a rule or a schedule starts by its ARN: a cluster, a queue of jobs, a build, a document.
   */
  private static final Pattern WORKER = Pattern.compile("arn:[^:]+:(?:batch|codebuild|ecs|ssm):.*");

  private static final List<String> OF_WORKERS_IN_PIPE =
      List.of("targetParameters.ecsTaskParameters", "targetParameters.batchJobParameters");

  private static final Pattern STATE = Pattern.compile("(?:.*\\.)?States\\..*\\.Resource");

  private Recipients() {}

  /** What of a verdict is about workers, which is all unless others get it as well. */
  public static Verdict workers(ResourceView client, Verdict verdict) {
    return STARTERS.contains(client.type()) && !verdict.answers().isEmpty()
        ? openOf(client).map(verdict::leftOpen).orElseGet(() -> only(verdict, ofWorker(client)))
        : verdict;
  }

  /** What of a verdict is about functions, or about whoever is not a known worker. */
  public static Verdict functions(ResourceView client, Verdict verdict) {
    return STARTERS.contains(client.type()) && !verdict.answers().isEmpty()
        ? openOf(client)
            .map(verdict::leftOpen)
            .orElseGet(() -> only(verdict, ofWorker(client).negate()))
        : verdict;
  }

  /**
   * Where it says whom, if only the update knows that and nothing next to it is for workers. What
   * is not known then, in a template, never is.
   */
  private static Optional<String> openOf(ResourceView client) {
    var path =
        switch (client.type()) {
          case Clients.EVENT_TARGET -> "arn";
          case Clients.SCHEDULE -> "target.arn";
          default -> "";
        };
    return path.isEmpty()
            || !client.stack().preview()
            || !client.text(path).isUnknown()
            || ofWorker(client).test("")
        ? Optional.empty()
        : Optional.of(path);
  }

  private static Verdict only(Verdict verdict, Predicate<String> paths) {
    return Verdict.all(
        verdict.answers().stream().filter(answer -> paths.test(answer.path())).toList());
  }

  /** Which paths in a client are of a worker that it starts. */
  private static Predicate<String> ofWorker(ResourceView client) {
    return switch (client.type()) {
      case Clients.STATE_MACHINE -> inStatesOfWorkers(client);
      case Clients.PIPE -> path -> OF_WORKERS_IN_PIPE.stream().anyMatch(path::startsWith);
      case Clients.EVENT_TARGET ->
          whole(
              isWorker(client.text("arn"))
                  || Stream.of("ecsTarget", "batchTarget", "runCommandTargets")
                      .anyMatch(property -> !client.at(property).leaves().isEmpty()));
      default ->
          whole(
              isWorker(client.text("target.arn"))
                  || !client.at("target.ecsParameters").leaves().isEmpty());
    };
  }

  private static Predicate<String> whole(boolean isWorker) {
    return path -> isWorker;
  }

  private static boolean isWorker(Reading<String> arn) {
    return arn.known().filter(it -> startsWorker(it) || WORKER.matcher(it).matches()).isPresent();
  }

  /** The innermost state around a text says whom it is for: states may contain others. */
  private static Predicate<String> inStatesOfWorkers(ResourceView machine) {
    var states = new TreeMap<String, Boolean>();
    machine.at("definition").legible().flatMap(JsonTexts::in).stream()
        .flatMap(List::stream)
        .filter(leaf -> leaf.key().equals("Resource") && STATE.matcher(leaf.path()).matches())
        .filter(leaf -> leaf.text().startsWith("arn:"))
        .forEach(
            leaf ->
                states.put(
                    "definition." + leaf.path().replaceFirst("Resource$", ""),
                    startsWorker(leaf.text())));
    return path ->
        states.descendingMap().entrySet().stream()
            .filter(state -> path.startsWith(state.getKey()))
            .findFirst()
            .map(Map.Entry::getValue)
            .orElse(false);
  }

  private static boolean startsWorker(String arn) {
    return STARTS_WORKER.matcher(arn).matches();
  }
}
