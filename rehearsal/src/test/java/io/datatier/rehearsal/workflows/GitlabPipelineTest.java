package io.datatier.rehearsal.workflows;

import static io.datatier.rehearsal.workflows.GithubWorkflowsTest.WITHOUT_CHECKPOINTS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pipelines of GitLab do, job by job, as far as they go without GitLab and AWS. */
final class GitlabPipelineTest {

  private static final Map<String, String> MERGE_REQUEST =
      Map.of(
          "CI_PIPELINE_SOURCE", "merge_request_event",
          "CI_MERGE_REQUEST_SOURCE_PROJECT_ID", "1",
          "CI_MERGE_REQUEST_PROJECT_ID", "1",
          "CI_PROJECT_ID", "1",
          "CI_DEFAULT_BRANCH", "main");
  private static final Map<String, String> MERGED =
      Map.of("CI_PIPELINE_SOURCE", "push", "CI_COMMIT_BRANCH", "main", "CI_DEFAULT_BRANCH", "main");
  private static final Map<String, String> NIGHT =
      Map.of(
          "CI_PIPELINE_SOURCE",
          "schedule",
          "CI_COMMIT_BRANCH",
          "main",
          "CI_DEFAULT_BRANCH",
          "main");

  private static final List<String> BUILD =
      List.of(
          "# build",
          "mvn --batch-mode --no-transfer-progress -Dmaven.test.skip=true package",
          "mvn --batch-mode --no-transfer-progress -f policy/pom.xml -Dmaven.test.skip=true package",
          "mvn --batch-mode --no-transfer-progress -f proof/pom.xml -Dmaven.test.skip=true package",
          "make migrations");
  private static final List<String> PROGRAM = List.of("java -jar target/datatier.jar");
  private static final List<String> PACK =
      List.of(
          "java -jar policy/target/datatier-policy.jar --train",
          "java -jar policy/target/datatier-policy.jar 127.0.0.1:7");
  private static final List<String> REHEARSALS =
      List.of(
          "# rehearse dev",
          "make rehearse STACK=dev",
          "# rehearse prod",
          "make rehearse STACK=prod");

  private final Runner runner;

  GitlabPipelineTest(@TempDir Path folder) throws IOException {
    this.runner = new Runner(folder);
  }

  @Test
  void rehearses_and_previews_a_merge_request() throws Exception {
    runner.fails("pulumi preview --stack dev *");

    var results = new GitlabRun(runner, MERGE_REQUEST).run();

    assertEquals(Map.of("rehearse", "success", "build", "success", "preview", "failure"), results);
    assertEquals(
        all(REHEARSALS, BUILD, preview("dev"), preview("prod"), PROGRAM, PACK), runner.calls());
  }

  /** A fork's pipeline runs in the fork, or here if a member of this project starts it. */
  @ParameterizedTest
  @ValueSource(strings = {"1", "2"})
  void rehearses_a_fork_and_gives_it_no_role(String runsIn) throws Exception {
    var fork = new HashMap<>(MERGE_REQUEST);
    fork.put("CI_MERGE_REQUEST_SOURCE_PROJECT_ID", "2");
    fork.put("CI_PROJECT_ID", runsIn);

    new GitlabRun(runner, fork).run();

    assertEquals(REHEARSALS, runner.calls());
  }

  @Test
  void deploys_what_it_has_previewed_to_dev_and_then_to_prod() throws Exception {
    new GitlabRun(runner, MERGED).run();

    assertEquals(
        all(
            BUILD,
            preview("dev"),
            PROGRAM,
            PACK,
            preview("prod"),
            PROGRAM,
            PACK,
            List.of("# dev", up("dev")),
            PROGRAM,
            PACK,
            List.of("make doctor STACK=dev WAIT=1", "# prod", up("prod")),
            PROGRAM,
            PACK,
            List.of("make doctor STACK=prod WAIT=1")),
        runner.calls());
  }

  @Test
  void deploys_no_prod_when_dev_does_not_come_up() throws Exception {
    runner.fails("pulumi up --stack dev *");

    assertEquals(
        Map.of("build", "success", "preview", "success", "dev", "failure", "prod", "skipped"),
        new GitlabRun(runner, MERGED).run());
  }

  @Test
  void judges_a_stack_that_has_drifted_all_the_same() throws Exception {
    runner.fails("pulumi refresh --stack prod *");

    assertEquals(
        Map.of("build", "success", "drift", "failure"), new GitlabRun(runner, NIGHT).run());
    assertEquals(all(BUILD, drift("dev"), PACK, drift("prod"), PACK), runner.calls());
  }

  @Test
  void publishes_the_pack_under_its_own_version_only() throws Exception {
    for (var tag : List.of("policy-v" + GithubWorkflowsTest.packVersion(), "policy-v0")) {
      new GitlabRun(
              runner,
              Map.of(
                  "CI_PIPELINE_SOURCE", "push",
                  "CI_COMMIT_TAG", tag,
                  "CI_DEFAULT_BRANCH", "main",
                  "PULUMI_ORGANIZATION", "acme"))
          .run();
    }

    assertEquals(
        List.of(
            "# publish-policy",
            "mvn --batch-mode --no-transfer-progress -f policy/pom.xml verify",
            "pulumi login --oidc-token file://FOLDER.tmp/pulumi-token --oidc-org acme",
            "pulumi policy publish acme --non-interactive",
            "# publish-policy"),
        runner.calls().stream()
            .map(call -> call.replaceAll("file://\\S+\\.tmp/", "file://FOLDER.tmp/"))
            .toList());
  }

  private static List<String> preview(String stack) {
    return List.of(
        "# preview " + stack,
        WITHOUT_CHECKPOINTS
            + "pulumi preview --stack "
            + stack
            + " --policy-pack policy --policy-pack-config policy.json --diff --non-interactive --color never");
  }

  private static String up(String stack) {
    return "pulumi up --stack "
        + stack
        + " --yes --policy-pack policy --policy-pack-config policy.json --non-interactive --color never";
  }

  private static List<String> drift(String stack) {
    return List.of(
        "# drift " + stack,
        WITHOUT_CHECKPOINTS
            + "pulumi refresh --stack "
            + stack
            + " --preview-only --expect-no-changes --diff --non-interactive --color never",
        WITHOUT_CHECKPOINTS
            + "pulumi policy analyze --stack "
            + stack
            + " --policy-pack policy --policy-pack-config policy.json --non-interactive --color never");
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
