package io.datatier.rehearsal.workflows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the workflows of GitHub do, step by step, as far as they go without GitHub and AWS. */
final class GithubWorkflowsTest {

  private static final Map<String, String> PULL_REQUEST =
      Map.of(
          "github.repository", "acme/datatier",
          "github.event.pull_request.head.repo.full_name", "acme/datatier",
          "github.event.pull_request.head.sha", "4567def",
          "github.event.pull_request.number", "7",
          "github.token", "a token");

  private static final Map<String, String> FORK =
      Map.of(
          "github.repository", "acme/datatier",
          "github.event.pull_request.head.repo.full_name", "somebody/datatier");
  private static final Map<String, String> MERGED = Map.of("github.token", "a token");

  /** Where nothing is made; an {@code up} that stops without them forgets what it has made. */
  static final String WITHOUT_CHECKPOINTS = "PULUMI_SKIP_CHECKPOINTS=true ";

  private static final String JAVA =
      "uses actions/setup-java {distribution=temurin, java-version=21";
  private static final String PULUMI = "uses pulumi/actions {pulumi-version=3.276.0}";
  private static final List<String> BUILD =
      List.of(
          "# build",
          JAVA + "}",
          "mvn --batch-mode --no-transfer-progress -Dmaven.test.skip=true package",
          "mvn --batch-mode --no-transfer-progress -f policy/pom.xml -Dmaven.test.skip=true package",
          "mvn --batch-mode --no-transfer-progress -f proof/pom.xml -Dmaven.test.skip=true package",
          "make migrations");
  private static final List<String> PACK =
      List.of(
          "java -jar policy/target/datatier-policy.jar --train",
          "java -jar policy/target/datatier-policy.jar 127.0.0.1:7");
  private static final String FIND_COMMENT =
      "gh api --paginate repos/acme/datatier/issues/7/comments?per_page=100 --jq .[] |"
          + " select(.user.login == \"github-actions[bot]\" and (.body | startswith(env.MARK))) | .id";
  private static final List<String> FIRST_COMMENT =
      List.of(
          "# comment",
          FIND_COMMENT,
          "gh api --silent --method POST repos/acme/datatier/issues/7/comments --field body=@FILE");
  private static final List<String> LATER_COMMENT =
      List.of(
          "# comment",
          FIND_COMMENT,
          "gh api --silent --method PATCH repos/acme/datatier/issues/comments/1 --field body=@FILE");

  private final Runner runner;

  GithubWorkflowsTest(@TempDir Path folder) throws IOException {
    this.runner = new Runner(folder);
  }

  @Test
  void rehearses_every_stack_and_keeps_one_comment() throws Exception {
    var run = all(rehearse("dev"), rehearse("prod"));

    new GithubRun(runner, PULL_REQUEST).run("rehearse");
    runner.fails("make rehearse STACK=prod");
    var second = new GithubRun(runner, PULL_REQUEST).run("rehearse");

    assertEquals(all(run, FIRST_COMMENT, run, LATER_COMMENT), runner.calls());
    assertEquals(Map.of("rehearse", "failure", "comment", "success"), second);
    assertEquals(
        List.of(
            """
            <!-- datatier: Rehearsal -->
            ## Rehearsal

            Commit 4567def, [this run](https://github.example/acme/datatier/actions/runs/42).

            <details><summary>dev</summary>

            <pre>
            a summary of make rehearse STACK=dev, &lt;b&gt; &amp; all
            </pre>
            </details>

            <details><summary>prod</summary>

            <pre>
            what a make that fails says
            </pre>
            </details>
            """),
        runner.comments());
  }

  @Test
  void rehearses_a_fork_without_a_comment_and_previews_nothing_of_it() throws Exception {
    // A fork's rehearsal may use nothing but these.
    var context = new HashMap<>(FORK);
    context.put("github.event.pull_request.number", "7");

    assertEquals(
        Map.of("rehearse", "success", "comment", "skipped"),
        new GithubRun(runner, context).run("rehearse"));
    assertEquals(
        Map.of("build", "skipped", "preview", "skipped", "comment", "skipped"),
        new GithubRun(runner, context).run("preview"));
    assertEquals(all(rehearse("dev"), rehearse("prod")), runner.calls());
  }

  @Test
  void previews_every_stack_with_jars_built_once() throws Exception {
    runner.fails("pulumi preview --stack prod *");

    var results = new GithubRun(runner, PULL_REQUEST).run("preview");

    assertEquals(Map.of("build", "success", "preview", "failure", "comment", "success"), results);
    assertEquals(
        all(
            BUILD,
            preview("dev"),
            List.of("java -jar target/datatier.jar"),
            PACK,
            preview("prod"),
            FIRST_COMMENT),
        runner.calls());
    assertTrue(
        runner.comments().get(0).contains("what a pulumi that fails says"),
        "a preview that fails is what a comment is needed for");
  }

  @Test
  void replaces_the_comment_on_an_older_commit_if_there_is_nothing_to_preview() throws Exception {
    new GithubRun(runner, PULL_REQUEST).run("preview");
    runner.fails("make migrations");

    var results = new GithubRun(runner, PULL_REQUEST).run("preview");

    assertEquals(Map.of("build", "failure", "preview", "skipped", "comment", "success"), results);
    assertEquals(
        List.of(
            """
            <!-- datatier: Preview -->
            ## Preview

            Commit 4567def, [this run](https://github.example/acme/datatier/actions/runs/42).

            <details><summary>dev</summary>

            <pre>
            no output: an earlier step failed
            </pre>
            </details>

            <details><summary>prod</summary>

            <pre>
            no output: an earlier step failed
            </pre>
            </details>
            """),
        runner.comments());
  }

  @Test
  void deploys_what_it_has_previewed_to_dev_and_then_to_prod() throws Exception {
    var program = List.of("java -jar target/datatier.jar");

    new GithubRun(runner, MERGED).run("deploy");

    assertEquals(
        all(
            BUILD,
            preview("dev"),
            program,
            PACK,
            preview("prod"),
            program,
            PACK,
            up("dev"),
            program,
            PACK,
            List.of("make doctor STACK=dev WAIT=1"),
            up("prod"),
            program,
            PACK,
            List.of("make doctor STACK=prod WAIT=1")),
        runner.calls());
  }

  @Test
  void deploys_no_prod_when_dev_does_not_work() throws Exception {
    runner.fails("make doctor STACK=dev *");

    assertEquals(
        Map.of("build", "success", "preview", "success", "dev", "failure", "prod", "skipped"),
        new GithubRun(runner, MERGED).run("deploy"));
  }

  @Test
  void deploys_no_commit_that_is_no_longer_the_last_one() throws Exception {
    runner.mergesMore();

    assertEquals(
        Map.of("build", "success", "preview", "success", "dev", "failure", "prod", "skipped"),
        new GithubRun(runner, MERGED).run("deploy"));
    assertEquals(List.of(), runner.calls().stream().filter(call -> call.contains(" up ")).toList());
  }

  @Test
  void judges_a_stack_that_has_drifted_all_the_same() throws Exception {
    runner.fails("pulumi refresh --stack dev *");

    var results = new GithubRun(runner, Map.of()).run("drift");

    assertEquals(Map.of("build", "success", "drift", "failure"), results);
    assertEquals(all(BUILD, drift("dev"), PACK, drift("prod"), PACK), runner.calls());
  }

  @Test
  void publishes_the_pack_under_its_own_version_only() throws Exception {
    var version = "policy-v" + packVersion();

    assertEquals(
        Map.of("test", "success", "publish", "success"),
        new GithubRun(runner, Map.of("github.ref_name", version)).run("publish-policy"));
    assertEquals(
        Map.of("test", "failure", "publish", "skipped"),
        new GithubRun(runner, Map.of("github.ref_name", version + "1")).run("publish-policy"));
    assertEquals(
        List.of(
            "# test",
            JAVA + "}",
            "mvn --batch-mode --no-transfer-progress -f policy/pom.xml verify",
            "# publish",
            JAVA + "}",
            PULUMI,
            "uses pulumi/auth-actions {organization=PULUMI_ORGANIZATION of policy,"
                + " requested-token-type=urn:pulumi:token-type:access_token:organization}",
            "pulumi policy publish PULUMI_ORGANIZATION of policy --non-interactive",
            "# test",
            JAVA + "}"),
        runner.calls());
  }

  @Test
  void every_workflow_knows_every_stack() throws IOException {
    var stacks = stacks();

    for (var workflow : List.of("rehearse", "preview", "deploy", "drift")) {
      var jobs =
          GithubRun.section(
              GithubRun.read(
                  Runner.CHECKOUT.resolve(".github/workflows").resolve(workflow + ".yml")),
              "jobs");
      if (workflow.equals("deploy")) {
        assertTrue(jobs.keySet().containsAll(stacks), "deploy has a job for each stack");
      }
      for (var job : jobs.values()) {
        var matrix =
            GithubRun.section(GithubRun.section(GithubRun.mapping(job), "strategy"), "matrix");
        if (matrix.get("stack") instanceof List<?> named) {
          assertEquals(stacks, new TreeSet<>(named), workflow);
        }
        var steps = String.valueOf(GithubRun.mapping(job).get("steps"));
        assertEquals(
            steps.contains(".github/comment"),
            steps.contains("reports/{%s}.txt".formatted(String.join(",", stacks))),
            workflow);
      }
    }
  }

  @Test
  void only_jobs_that_take_a_role_get_an_identity_token() throws IOException {
    for (var workflow : files(".github/workflows")) {
      for (var entry : GithubRun.section(GithubRun.read(workflow), "jobs").entrySet()) {
        var job = GithubRun.mapping(entry.getValue());
        var steps = String.valueOf(job.get("steps"));
        assertEquals(
            steps.contains("uses=./.github/actions/stack")
                || steps.contains("uses=pulumi/auth-actions"),
            "write".equals(GithubRun.section(job, "permissions").get("id-token")),
            workflow.getFileName() + ": " + entry.getKey());
      }
    }
  }

  @Test
  void everything_pins_the_engine_that_the_tests_run() throws IOException {
    var pinned =
        Pattern.compile("pulumi/pkg/v3 v(\\S+)")
            .matcher(Files.readString(Runner.CHECKOUT.resolve("engine/cli/go.mod")));
    assertTrue(pinned.find());

    assertEquals(
        new TreeSet<>(List.of(pinned.group(1))),
        Stream.concat(
                files(".github").stream().map(file -> found("pulumi-version: (\\S+)", file)),
                Stream.of(
                    found("pulumi/pulumi:([0-9.]+)", Runner.CHECKOUT.resolve(".gitlab-ci.yml"))))
            .flatMap(List::stream)
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void one_action_is_one_commit_everywhere() throws IOException {
    var commits =
        files(".github").stream()
            .flatMap(file -> found("uses: (\\w[\\w-]*/.*)", file).stream())
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(
        List.of(
            "actions/checkout",
            "actions/download-artifact",
            "actions/setup-java",
            "actions/upload-artifact",
            "aws-actions/configure-aws-credentials",
            "pulumi/actions",
            "pulumi/auth-actions"),
        commits.stream().map(action -> action.split("@", 2)[0]).toList());
    commits.forEach(
        action -> assertTrue(action.matches(".+@[0-9a-f]{40} # v\\d+\\.\\d+\\.\\d+"), action));
  }

  private static List<String> rehearse(String stack) {
    return List.of(
        "# rehearse " + stack, JAVA + ", cache=maven}", PULUMI, "make rehearse STACK=" + stack);
  }

  private static List<String> preview(String stack) {
    return all(
        onStack("preview " + stack, stack + "-preview"),
        List.of(
            WITHOUT_CHECKPOINTS
                + "pulumi preview --stack "
                + stack
                + " --policy-pack policy --policy-pack-config policy.json --diff --non-interactive --color never"));
  }

  private static List<String> up(String stack) {
    var onStack = onStack(stack, stack);
    return all(
        onStack.subList(0, 1),
        List.of("gh api repos/acme/datatier/git/ref/heads/main --jq .object.sha"),
        onStack.subList(1, onStack.size()),
        List.of(
            "pulumi up --stack "
                + stack
                + " --yes --policy-pack policy --policy-pack-config policy.json --non-interactive --color never"));
  }

  private static List<String> drift(String stack) {
    return all(
        onStack("drift " + stack, stack + "-preview"),
        List.of(
            WITHOUT_CHECKPOINTS
                + "pulumi refresh --stack "
                + stack
                + " --preview-only --expect-no-changes --diff --non-interactive --color never",
            WITHOUT_CHECKPOINTS
                + "pulumi policy analyze --stack "
                + stack
                + " --policy-pack policy --policy-pack-config policy.json --non-interactive --color never"));
  }

  private static List<String> onStack(String job, String environment) {
    return List.of(
        "# " + job,
        JAVA + "}",
        PULUMI,
        "uses aws-actions/configure-aws-credentials {role-to-assume=AWS_ROLE of "
            + environment
            + ", aws-region=AWS_REGION of "
            + environment
            + "}");
  }

  static Set<String> stacks() throws IOException {
    try (var files = Files.list(Runner.CHECKOUT)) {
      return files
          .map(
              file ->
                  Pattern.compile("Pulumi\\.(.+)\\.yaml").matcher(file.getFileName().toString()))
          .filter(Matcher::matches)
          .map(name -> name.group(1))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  static String packVersion() throws IOException {
    return found("^version: (.*)$", Runner.CHECKOUT.resolve("policy/PulumiPolicy.yaml")).get(0);
  }

  private static List<Path> files(String folder) throws IOException {
    try (var files =
        Files.find(
            Runner.CHECKOUT.resolve(folder), 3, (file, kind) -> file.toString().endsWith(".yml"))) {
      return files.toList();
    }
  }

  private static List<String> found(String pattern, Path file) {
    try {
      return Pattern.compile(pattern, Pattern.MULTILINE)
          .matcher(Files.readString(file))
          .results()
          .map(found -> found.group(1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @SafeVarargs
  private static List<String> all(List<String>... parts) {
    var all = new ArrayList<String>();
    for (var part : parts) {
      all.addAll(part);
    }
    return all;
  }
}
