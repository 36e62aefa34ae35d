package io.datatier.rehearsal.workflows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * One run of a workflow of GitHub. Shell steps run as they are, artefacts go from job to job, and
 * other actions are noted with what they are given. Knows of the language what the workflows use,
 * and fails at anything else.
 */
final class GithubRun {

  /** What a run of main is of. */
  static final String COMMIT = "0123abc";

  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{ *(.*?) *}}");

  private final Runner runner;
  private final Map<String, String> context;
  private final Map<String, String> results = new LinkedHashMap<>();

  /**
   * @param context values of expressions such as {@code github.ref_name}
   */
  GithubRun(Runner runner, Map<String, String> context) {
    this.runner = runner;
    this.context = new HashMap<>(context);
  }

  static Map<String, Object> read(Path file) throws IOException {
    // Not as YAML 1.1 has it, where `on` is true.
    return new Yaml().load(Files.readString(file).replaceFirst("(?m)^on:", "'on':"));
  }

  /** Runs all jobs in the order of the file, and returns each one's result. */
  Map<String, String> run(String workflow) throws IOException, InterruptedException {
    var file = Runner.CHECKOUT.resolve(".github/workflows/" + workflow + ".yml");
    var read = read(file);
    runner.startRun();
    for (var job : section(read, "jobs").entrySet()) {
      var name = job.getKey();
      var variables = new HashMap<>(section(read, "env"));
      variables.putAll(section(mapping(job.getValue()), "env"));
      var result = run(name, mapping(job.getValue()), variables);
      results.put(name, result);
      context.put("needs." + name + ".result", result);
    }
    return results;
  }

  private String run(String name, Map<String, Object> job, Map<String, Object> variables)
      throws IOException, InterruptedException {
    var needed = list(job.get("needs")).stream().map(need -> results.getOrDefault(need, "missing"));
    if (!holds(job.get("if"), needed.allMatch("success"::equals), context)) {
      return "skipped";
    }
    var result = "success";
    for (var stack : list(section(section(job, "strategy"), "matrix").getOrDefault("stack", ""))) {
      var values = new HashMap<>(context);
      values.put("matrix.stack", stack);
      var environment = fill(job.getOrDefault("environment", ""), values);
      if (!environment.isEmpty()) {
        for (var variable :
            List.of("AWS_ROLE", "AWS_REGION", "PULUMI_BACKEND_URL", "PULUMI_ORGANIZATION")) {
          values.put("vars." + variable, variable + " of " + environment);
        }
      }
      runner.note("# " + (stack.isEmpty() ? name : name + " " + stack));
      var workspace = runner.workspace(name);
      if (!steps(list(job, "steps"), workspace, variables, values)) {
        result = "failure";
      }
    }
    return result;
  }

  private boolean steps(
      List<Map<String, Object>> steps,
      Path workspace,
      Map<String, Object> variables,
      Map<String, String> values)
      throws IOException, InterruptedException {
    var succeeds = true;
    for (var step : steps) {
      if (holds(step.get("if"), succeeds, values)) {
        succeeds &=
            step.containsKey("run")
                ? shell(step, workspace, variables, values)
                : action(step, workspace, variables, values);
      }
    }
    return succeeds;
  }

  private boolean shell(
      Map<String, Object> step,
      Path workspace,
      Map<String, Object> variables,
      Map<String, String> values)
      throws IOException, InterruptedException {
    var script = String.valueOf(step.get("run"));
    if (script.contains("${{")) {
      throw new IllegalStateException("An expression becomes part of a script: " + script);
    }
    var environment = new HashMap<String, String>();
    variables.forEach((key, value) -> environment.put(key, fill(value, values)));
    section(step, "env").forEach((key, value) -> environment.put(key, fill(value, values)));
    environment.put("GITHUB_STEP_SUMMARY", workspace.resolve("summary").toString());
    environment.put("GITHUB_REPOSITORY", "acme/datatier");
    environment.put("GITHUB_SERVER_URL", "https://github.example");
    environment.put("GITHUB_RUN_ID", "42");
    environment.put("GITHUB_SHA", COMMIT);
    environment.put("GITHUB_REF_NAME", "main");
    return runner.shell(List.of("-eo", "pipefail"), script, workspace, environment);
  }

  private boolean action(
      Map<String, Object> step,
      Path workspace,
      Map<String, Object> variables,
      Map<String, String> values)
      throws IOException, InterruptedException {
    var action = String.valueOf(step.get("uses"));
    var with = new LinkedHashMap<String, String>();
    section(step, "with").forEach((key, value) -> with.put(key, fill(value, values)));
    switch (action.replaceFirst("@.*", "")) {
      case "actions/checkout" -> runner.checkOut(workspace);
      case "actions/upload-artifact" -> {
        var patterns = with.getOrDefault("path", "").lines().toList();
        var kept = runner.keep(workspace, with.getOrDefault("name", ""), patterns);
        return kept || !"error".equals(with.get("if-no-files-found"));
      }
      case "actions/download-artifact" ->
          runner.bring(
              with.getOrDefault("name", with.getOrDefault("pattern", "")),
              workspace.resolve(with.getOrDefault("path", "")));
      default -> {
        if (action.startsWith("./")) {
          var inputs = new HashMap<>(values);
          with.forEach((key, value) -> inputs.put("inputs." + key, value));
          var composite = read(Runner.CHECKOUT.resolve(action).resolve("action.yml"));
          return steps(list(section(composite, "runs"), "steps"), workspace, variables, inputs);
        }
        runner.note("uses " + action.replaceFirst("@.*", "") + " " + with);
      }
    }
    return true;
  }

  /** Terms joined by &&: a status function or the comparison of two values. */
  private static boolean holds(
      @Nullable Object condition, boolean succeeds, Map<String, String> values) {
    var text = condition == null ? "" : String.valueOf(condition);
    var holds = text.contains("cancelled()") || succeeds;
    for (var term : EXPRESSION.matcher(text).replaceAll("$1").split(" && ", -1)) {
      var comparison = Pattern.compile("(.+) (==|!=) (.+)").matcher(term);
      if (comparison.matches()) {
        var equal =
            operand(comparison.group(1), values).equals(operand(comparison.group(3), values));
        holds &= equal == "==".equals(comparison.group(2));
      } else if (!term.isEmpty() && !"!cancelled()".equals(term)) {
        throw new IllegalStateException("Unknown condition: " + term);
      }
    }
    return holds;
  }

  private static String operand(String text, Map<String, String> values) {
    return text.startsWith("'") ? text.substring(1, text.length() - 1) : value(text, values);
  }

  private static String fill(Object text, Map<String, String> values) {
    return EXPRESSION
        .matcher(String.valueOf(text))
        .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), values)));
  }

  private static String value(String expression, Map<String, String> values) {
    var value = values.get(expression);
    if (value == null) {
      throw new IllegalStateException("Nothing gives a value to " + expression);
    }
    return value;
  }

  static Map<String, Object> section(Map<String, Object> of, String key) {
    return mapping(of.getOrDefault(key, Map.of()));
  }

  @SuppressWarnings("unchecked") // keys of these files are strings
  static Map<String, Object> mapping(Object value) {
    return (Map<String, Object>) value;
  }

  private static List<Map<String, Object>> list(Map<String, Object> of, String key) {
    var steps = new ArrayList<Map<String, Object>>();
    ((List<?>) of.getOrDefault(key, List.of())).forEach(step -> steps.add(mapping(step)));
    return steps;
  }

  /** One value or several. */
  private static List<String> list(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> several
        ? several.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }
}
