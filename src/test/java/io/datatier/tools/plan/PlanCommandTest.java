package io.datatier.tools.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.tools.CommandFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlanCommandTest {

  private static final String LEAST =
      """
      config:
        aws:region: us-east-1
        datatier:network:
          zones: [us-east-1a, us-east-1b]
      """;

  private final CommandFolder project;

  PlanCommandTest(@TempDir Path folder) {
    this.project = new CommandFolder(folder);
  }

  @BeforeEach
  void name_the_project() throws IOException {
    project.write("Pulumi.yaml", "name: datatier\nruntime: java\n");
  }

  @Test
  void prints_the_plan_and_draws_it() throws IOException {
    project.write("Pulumi.dev.yaml", LEAST);
    assertEquals(0, plan("dev"));
    assertEquals("", project.complaints());
    var printed = project.printed();
    assertTrue(printed.startsWith("Clients\n"), printed);
    assertTrue(printed.contains("db.t4g.small (this plan)"), printed);
    var picture = project.path().resolve("target/capacity-dev.svg");
    assertTrue(printed.endsWith("\nChart: " + picture + "\n"), printed);
    assertTrue(Files.readString(picture).startsWith("<svg "));
  }

  @Test
  void writes_the_sql_of_the_users_that_there_are() throws IOException {
    project.write("Pulumi.dev.yaml", LEAST + "  datatier:users: [{ name: orders }]\n");
    assertEquals(0, plan("dev"));
    var sql = project.path().resolve("target/users-dev.sql");
    assertTrue(project.printed().endsWith("\nSQL that creates the database users: " + sql + "\n"));
    assertTrue(
        Files.readString(sql)
            .startsWith(
                "SELECT set_config('datatier.users', '[{\"name\":\"orders\",\"access\":\"readWrite\"}"));
  }

  @Test
  void counts_the_interface_endpoints_of_a_network_that_it_makes() throws IOException {
    project.write("Pulumi.dev.yaml", LEAST);
    plan("dev");
    assertTrue(project.printed().contains("2 endpoints x zones, 730 h at $0.01"));
  }

  @Test
  void takes_keys_without_a_namespace_as_the_projects_own() throws IOException {
    project.write("Pulumi.dev.yaml", LEAST.replace("datatier:network", "network"));
    assertEquals(0, plan("dev"));
  }

  @Test
  void reports_faults_as_the_program_does() throws IOException {
    project.write("Pulumi.dev.yaml", LEAST + "  datatier:databse: {}\n");
    assertEquals(1, plan("dev"));
    assertEquals(
        """
        The configuration of stack dev has 1 error; nothing was changed.
          datatier:databse is not a known key; did you mean datatier:database?
        """,
        project.complaints());
    assertEquals("", project.printed());
  }

  @Test
  void cannot_read_what_is_encrypted() throws IOException {
    project.write(
        "Pulumi.dev.yaml",
        LEAST + "  datatier:functions: [{name: {secure: AAABAL}}]\n  other:token: {secure: v1}\n");
    assertEquals(1, plan("dev"));
    assertEquals(
        """
        The configuration of stack dev has 2 errors; nothing was changed.
          datatier:functions is encrypted, and only the engine can decrypt it
          other:token is encrypted, and only the engine can decrypt it
        """,
        project.complaints());
  }

  @Test
  void misses_a_stack_without_a_file() {
    assertEquals(1, plan("prod"));
    assertEquals(
        "There is no Pulumi.prod.yaml in " + project.path().toAbsolutePath() + ".\n",
        project.complaints());
  }

  @Test
  void says_where_a_file_is_not_yaml() throws IOException {
    project.write("Pulumi.dev.yaml", "config: [\n");
    assertEquals(1, plan("dev"));
    assertTrue(project.complaints().startsWith("Cannot read the files of stack dev: "));
  }

  @ParameterizedTest
  @CsvSource({
    "'  datatier:database: {storageGib: .nan}', NaN is not a number in JSON.",
    "'  datatier:database: &a {multiAz: *a}', an alias refers to a value that contains it.",
    "'  datatier:name: a\n  datatier:name: b', found duplicate key datatier:name"
  })
  void refuses_what_the_engine_refuses(String line, String reason) throws IOException {
    project.write("Pulumi.dev.yaml", LEAST + line + "\n");
    assertEquals(1, plan("dev"));
    assertTrue(project.complaints().contains(reason), project.complaints());
    assertEquals("", project.printed());
  }

  @Test
  void fails_where_the_plan_cannot_work() throws IOException {
    project.write(
        "Pulumi.dev.yaml",
        LEAST
            + "  datatier:database: {instanceClass: db.t4g.micro}\n"
            + "  datatier:proxy: {pool: {maxConnectionsPercent: 1}}\n");
    assertEquals(1, plan("dev"));
    assertTrue(project.printed().contains("The pool may have no connections"), project.printed());
  }

  @Test
  void warns_of_two_pools_that_together_exceed_the_database() throws IOException {
    project.write("Pulumi.dev.yaml", LEAST + "  datatier:proxy: {successor: b}\n");
    assertEquals(0, plan("dev"));
    assertTrue(
        project.printed().replaceAll("\\s+", " ").contains("Each of 2 proxies may open 90 %"),
        project.printed());
  }

  /** Whole tables, with a line of three dots for what the page leaves out. */
  @Test
  void prints_what_the_readme_shows() throws IOException {
    for (var file : List.of("Pulumi.yaml", "Pulumi.prod.yaml")) {
      project.write(file, Files.readString(Path.of(file)));
    }
    assertEquals(0, plan("prod"));
    var block =
        Pattern.compile("make plan STACK=prod\n.*?```text\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("README.md")));
    assertTrue(block.find());
    var missing =
        Stream.of(block.group(1).split("\n*\\.\\.\\.\n*"))
            .filter(part -> !project.printed().contains(part))
            .toList();
    assertEquals(List.of(), missing, project.printed());
  }

  private int plan(String stack) {
    return new PlanCommand(project.path(), project.out(), project.err()).run(stack);
  }
}
