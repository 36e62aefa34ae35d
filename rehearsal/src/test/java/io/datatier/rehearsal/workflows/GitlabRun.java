package io.datatier.rehearsal.workflows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * One pipeline of GitLab. Scripts run as they are, and artefacts go from job to job. Knows of the
 * language what the pipeline uses.
 */
final class GitlabRun {

  private final Runner runner;
  private final Map<String, String> variables;
  private final Map<String, String> results = new LinkedHashMap<>();

  /**
   * @param variables those that GitLab sets, such as {@code CI_PIPELINE_SOURCE}
   */
  GitlabRun(Runner runner, Map<String, String> variables) {
    this.runner = runner;
    this.variables = variables;
  }

  /** Runs the jobs whose rules hold, in the order of the file, and returns each one's result. */
  Map<String, String> run() throws IOException, InterruptedException {
    Map<String, Object> file =
        new Yaml().load(Files.readString(Runner.CHECKOUT.resolve(".gitlab-ci.yml")));
    for (var entry : file.entrySet()) {
      var name = entry.getKey();
      if (entry.getValue() instanceof Map<?, ?> && !name.startsWith(".")) {
        var job = extended(GithubRun.mapping(entry.getValue()), file);
        if (job.containsKey("script") && applies(job)) {
          results.put(name, needsSucceeded(job) ? run(name, job, file) : "skipped");
        }
      }
    }
    return results;
  }

  private boolean needsSucceeded(Map<String, Object> job) {
    return values(job.get("needs")).stream().allMatch(need -> "success".equals(results.get(need)));
  }

  private String run(String name, Map<String, Object> job, Map<String, Object> file)
      throws IOException, InterruptedException {
    var result = "success";
    for (var stack : stacks(job)) {
      runner.note("# " + (stack.isEmpty() ? name : name + " " + stack));
      var workspace = runner.workspace(name);
      runner.checkOut(workspace);
      for (var need : values(job.get("needs"))) {
        runner.bring(need, workspace);
      }
      var environment = environment(workspace, job, file);
      if (!stack.isEmpty()) {
        environment.put("STACK", stack);
      }
      var script = new ArrayList<>(values(job.get("before_script")));
      script.addAll(values(job.get("script")));
      var succeeds = runner.shell(List.of("-e"), String.join("\n", script), workspace, environment);
      var artefacts = GithubRun.section(job, "artifacts");
      if (succeeds || "always".equals(artefacts.get("when"))) {
        var patterns =
            values(artefacts.get("paths")).stream()
                .flatMap(path -> List.of(path, path + "/**").stream())
                .toList();
        runner.keep(workspace, name, patterns);
      }
      if (!succeeds) {
        result = "failure";
      }
    }
    return result;
  }

  private static List<String> stacks(Map<String, Object> job) {
    var matrix = GithubRun.section(job, "parallel").get("matrix");
    return matrix instanceof List<?> rows && rows.size() == 1
        ? values(GithubRun.mapping(rows.get(0)).get("STACK"))
        : List.of("");
  }

  private Map<String, String> environment(
      Path workspace, Map<String, Object> job, Map<String, Object> file) {
    var environment = new TreeMap<>(variables);
    environment.put("CI_PROJECT_DIR", workspace.toString());
    environment.put("CI_JOB_ID", "42");
    GithubRun.section(job, "id_tokens")
        .keySet()
        .forEach(token -> environment.put(token, "a token"));
    for (var section : List.of(file, job)) {
      GithubRun.section(section, "variables")
          .forEach((key, value) -> environment.put(key, expanded(value, environment)));
    }
    return environment;
  }

  private static String expanded(Object text, Map<String, String> values) {
    return Pattern.compile("\\$(\\w+)")
        .matcher(String.valueOf(text))
        .replaceAll(name -> values.getOrDefault(name.group(1), ""));
  }

  private boolean applies(Map<String, Object> job) {
    return ((List<?>) job.getOrDefault("rules", List.of()))
        .stream()
            .map(rule -> String.valueOf(GithubRun.mapping(rule).get("if")))
            .anyMatch(this::holds);
  }

  /** Terms joined by &&, each the comparison of a variable. */
  private boolean holds(String rule) {
    for (var term : rule.split(" && ", -1)) {
      var comparison = Pattern.compile("\\$(\\w+) (==|!=|=~) (.+)").matcher(term);
      if (!comparison.matches()) {
        throw new IllegalStateException("Unknown condition: " + term);
      }
      var value = variables.getOrDefault(comparison.group(1), "");
      var other = comparison.group(3);
      var holds =
          switch (comparison.group(2)) {
            case "==" -> value.equals(operand(other));
            case "!=" -> !value.equals(operand(other));
            default ->
                Pattern.compile(other.substring(1, other.length() - 1)).matcher(value).find();
          };
      if (!holds) {
        return false;
      }
    }
    return true;
  }

  private String operand(String text) {
    return text.startsWith("\"")
        ? text.substring(1, text.length() - 1)
        : variables.getOrDefault(text.substring(1), "");
  }

  private static Map<String, Object> extended(Map<String, Object> job, Map<String, Object> file) {
    Map<String, Object> whole = new HashMap<>();
    for (var base : values(job.get("extends"))) {
      merge(whole, extended(GithubRun.section(file, base), file));
    }
    merge(whole, job);
    return whole;
  }

  /** Mappings are merged; everything else replaces. */
  private static void merge(Map<String, Object> whole, Map<String, Object> part) {
    part.forEach(
        (key, value) -> {
          if (value instanceof Map<?, ?> && whole.get(key) instanceof Map<?, ?> before) {
            var merged = new HashMap<>(GithubRun.mapping(before));
            merge(merged, GithubRun.mapping(value));
            whole.put(key, merged);
          } else {
            whole.put(key, value);
          }
        });
  }

  private static List<String> values(@Nullable Object value) {
    if (value == null) {
      return List.of();
    }
    return value instanceof List<?> several
        ? several.stream().map(String::valueOf).toList()
        : List.of(String.valueOf(value));
  }
}
