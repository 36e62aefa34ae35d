package io.datatier.sweep.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import house.HousePack;
import io.datatier.sweep.testing.Export;
import io.datatier.sweep.testing.GeneratedExports;
import io.datatier.sweep.testing.SweepRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stacks, judged by the command as people call it. */
final class JudgeCommandTest {

  private static final List<String> FORMS = List.of("json", "sarif", "junit", "html");

  @TempDir private Path folder = Path.of("");
  private Path jar = Path.of("");
  private Path exports = Path.of("");

  @BeforeEach
  void has_a_pack() throws IOException {
    jar = SweepRun.houseJar(folder);
    exports = Files.createDirectory(folder.resolve("exports"));
  }

  private static Export shop(String stack) {
    return new Export("shop", stack)
        .with(HousePack.QUEUE, "orders", Map.of("name", "orders", "sqsManagedSseEnabled", false));
  }

  /**
   * 24 resources hold each kind that is generated three times; the 200 of an average stack hold
   * nothing else, and take eight times as long.
   */
  @Test
  void finds_what_is_sown_in_a_thousand_stacks_and_nothing_else() {
    var sown = GeneratedExports.write(exports, 1_000, 24, 7);
    var report = folder.resolve("report.json");

    var run = SweepRun.judging(jar, "--json", report.toString(), exports.toString());

    assertTrue(sown.size() > 100, () -> "only " + sown.size());
    assertEquals(sown, SweepRun.found(report));
    assertEquals(1, run.code(), run::out);
    assertEquals(1_000, SweepRun.json(report).getAsJsonObject("totals").get("stacks").getAsInt());
  }

  @Test
  void tells_what_is_violated_where_and_what_it_comes_to() {
    shop("dev").write(exports.resolve("dev.json"));
    new Export("shop", "prod").write(exports.resolve("prod.json"));

    var run = SweepRun.judging(jar, exports.toString());

    assertEquals(
        """
        stack shop/dev (dev.json): 2 violations
          queue-encrypted: Queues are encrypted
          | urn:pulumi:dev::shop::aws:sqs/queue:Queue::orders
          | sqsManagedSseEnabled is false
          queue-has-alarm: Every queue has an alarm
          | urn:pulumi:dev::shop::aws:sqs/queue:Queue::orders
          | has no alarm

         violated  excepted   advised undecided  rule
                1         0         0         0  queue-encrypted (1 stack)
                1         0         0         0  queue-has-alarm (1 stack)

        2 stacks, 3 resources, judged by house 2.1.0
        2 violations in 1 stack, 0 excepted, 0 advised, 0 undecided
        """,
        run.out());
    assertEquals(1, run.code());
  }

  @Test
  void reads_a_file_backend_compressed_or_not() throws IOException {
    var stacks = Files.createDirectories(folder.resolve("backend/.pulumi/stacks/shop"));
    Files.writeString(stacks.resolve("dev.json"), shop("dev").checkpoint());
    Files.writeString(stacks.resolve("dev.json.bak"), shop("dev").checkpoint());
    Files.writeString(
        stacks.resolve("new.json"), "{\"version\":3,\"checkpoint\":{\"stack\":\"new\"}}");
    try (var out = new GZIPOutputStream(Files.newOutputStream(stacks.resolve("prod.json.gz")))) {
      out.write(shop("prod").checkpoint().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    var report = folder.resolve("report.json");

    for (var address : List.of(folder + "/backend", "file://" + folder + "/backend")) {
      var run = SweepRun.judging(jar, "--json", report.toString(), address);

      var urn = "urn:pulumi:%s::shop::aws:sqs/queue:Queue::orders";
      assertEquals(
          new TreeSet<>(
              List.of(
                  "shop/dev.json queue-encrypted " + urn.formatted("dev"),
                  "shop/dev.json queue-has-alarm " + urn.formatted("dev"),
                  "shop/prod.json.gz queue-encrypted " + urn.formatted("prod"),
                  "shop/prod.json.gz queue-has-alarm " + urn.formatted("prod"))),
          SweepRun.found(report));
      assertEquals(1, run.code());
      assertTrue(run.out().contains("\n3 stacks, "), run::out);
    }
  }

  @Test
  void configures_rules_as_the_engine_does() throws IOException {
    shop("dev")
        .with(HousePack.BUCKET, "mine", Map.of("tags", Map.of("owner", "platform")))
        .write(exports.resolve("dev.json"));
    var config = folder.resolve("policy.json");
    Files.writeString(
        config,
        """
        {"all": "disabled",
         "bucket-owned": {"enforcementLevel": "mandatory", "owners": ["shop", "house"]}}
        """);

    var run = SweepRun.judging(jar, "-c", config.toString(), exports.toString());

    assertEquals(
        """
        stack shop/dev (dev.json): 1 violation
          bucket-owned: Buckets say who owns them
          | urn:pulumi:dev::shop::aws:s3/bucketV2:BucketV2::mine
          | tags.owner is 'platform', none of [shop, house]
        """,
        run.out().substring(0, run.out().indexOf("\n\n") + 1));
  }

  @Test
  void names_every_fault_of_a_configuration_before_it_judges() throws IOException {
    shop("dev").write(exports.resolve("dev.json"));
    var config = folder.resolve("policy.json");
    Files.writeString(
        config, "{\"all\": \"strict\", \"bucket-owned\": 7, \"queue-encrypted\": []}");
    var levels = SweepRun.judging(jar, "-c", config.toString(), exports.toString());
    Files.writeString(
        config,
        "{\"bucket-owned\": {\"owners\": 1, \"owner\": 2}, \"queue-encrypted\": {\"x\": 1}}");
    var settings = SweepRun.judging(jar, "-c", config.toString(), exports.toString());

    assertEquals(2, levels.code());
    assertEquals(
        """
        all has the level "strict", which is not one of advisory, mandatory, remediate, disabled; \
        bucket-owned has the level 7, which is not one of advisory, mandatory, remediate, disabled; \
        queue-encrypted is neither a level nor an object of settings
        """,
        levels.err());
    assertEquals(2, settings.code());
    for (var fault :
        List.of("bucket-owned: owners", "bucket-owned: owner ", "queue-encrypted: x")) {
      assertTrue(settings.err().contains(fault), settings::err);
    }
  }

  @Test
  void shows_no_secret_and_nothing_that_rules_print() throws IOException {
    new Export("shop", "dev")
        .with(
            HousePack.FUNCTION,
            "told",
            Map.of(
                "environment",
                Map.of("variables", Map.of("PASSWORD", Export.shown("\"hunter2\"")))))
        .with("aws:sns/topic:Topic", "news", Map.of("displayName", Export.shown("\"hunter2\"")))
        .write(exports.resolve("dev.json"));
    var results = folder.resolve("results.jsonl");
    var reports =
        FORMS.stream().flatMap(it -> Stream.of("--" + it, folder.resolve(it).toString())).toList();
    var arguments = new ArrayList<>(reports);
    arguments.addAll(List.of("--results", results.toString(), exports.toString()));

    var run = SweepRun.judging(jar, arguments.toArray(String[]::new));

    assertTrue(run.out().contains("environment.variables.PASSWORD is '[secret]'"), run::out);
    for (var file : List.of("json", "sarif", "junit", "html", "results.jsonl")) {
      assertFalse(Files.readString(folder.resolve(file)).contains("hunter2"), file);
    }
    assertFalse((run.out() + run.err()).contains("hunter2"));
    assertFalse((run.out() + run.err()).contains("\tat "));
    assertFalse((run.out() + run.err()).contains("judging news"));
    assertEquals(1, run.code());
  }

  @Test
  void shards_hold_each_stack_once_and_join_to_the_whole() throws IOException {
    var sown = GeneratedExports.write(exports, 60, 40, 3);
    var report = folder.resolve("report.json");
    var results = shards(3);

    var joined = SweepRun.of("join", "--json", report.toString(), results.toString());

    assertEquals(sown, SweepRun.found(report));
    assertEquals(1, joined.code());
    assertTrue(joined.out().contains("\n60 stacks, "), joined::out);
  }

  @Test
  void refuses_to_join_what_is_not_whole() throws IOException {
    GeneratedExports.write(exports, 30, 8, 3);
    var results = List.of("1", "2", "3").stream().map(folder::resolve).toList();
    for (var index = 1; index <= 3; index++) {
      SweepRun.judging(
          jar,
          "--shard",
          index + "/4",
          "--results",
          results.get(index - 1).toString(),
          exports.toString());
    }
    var lines = Files.readAllLines(results.get(1));
    Files.write(results.get(1), lines.subList(0, lines.size() - 1));

    var joined =
        SweepRun.of(
            "join",
            results.get(0).toString(),
            results.get(1).toString(),
            results.get(2).toString());

    assertEquals(2, joined.code());
    assertEquals(
        """
        shard 2/4 is incomplete: it has %d of %d stacks
        shard 4/4 is missing
        """
            .formatted(lines.size() - 2, lines.size() - 1),
        joined.err());
  }

  @Test
  void goes_on_where_a_run_was_interrupted_and_judges_what_has_changed() throws IOException {
    var sown = GeneratedExports.write(exports, 20, 16, 5);
    var report = folder.resolve("report.json");
    var results = folder.resolve("results.jsonl");
    var arguments =
        new String[] {
          "--results", results.toString(), "--json", report.toString(), exports.toString()
        };
    SweepRun.judging(jar, arguments);
    var lines = Files.readAllLines(results);
    // As a power failure leaves it: some stacks, and half a line.
    Files.writeString(
        results, String.join("\n", lines.subList(0, 8)) + "\n" + lines.get(8).substring(0, 20));
    shop("changed").write(exports.resolve("team-01/stack-00001.json"));

    var again = SweepRun.judging(jar, arguments);

    var expected = new TreeSet<>(sown);
    expected.removeIf(it -> it.startsWith("team-01/stack-00001.json"));
    var urn = "urn:pulumi:changed::shop::aws:sqs/queue:Queue::orders";
    expected.add("team-01/stack-00001.json queue-encrypted " + urn);
    expected.add("team-01/stack-00001.json queue-has-alarm " + urn);
    assertEquals(expected, SweepRun.found(report));
    assertTrue(again.err().contains("of 1"), again::err);
    assertFalse(again.err().contains("of 20 stacks"), again::err);
  }

  @Test
  void forgets_results_of_another_configuration_and_of_stacks_that_are_gone() throws IOException {
    shop("dev").write(exports.resolve("dev.json"));
    shop("old").write(exports.resolve("old.json"));
    var results = folder.resolve("results.jsonl");
    var config = Files.writeString(folder.resolve("policy.json"), "{}");
    SweepRun.judging(
        jar, "-c", config.toString(), "--results", results.toString(), exports.toString());

    Files.delete(exports.resolve("old.json"));
    Files.writeString(config, "{\"queue-encrypted\": \"disabled\"}");
    var again =
        SweepRun.judging(
            jar, "-c", config.toString(), "--results", results.toString(), exports.toString());

    assertTrue(again.out().contains("1 violation in 1 stack"), again::out);
    assertTrue(again.out().contains("\n1 stack, "), again::out);
  }

  @Test
  void overwrites_no_file_that_holds_something_else() throws IOException {
    shop("dev").write(exports.resolve("dev.json"));
    var precious = Files.writeString(folder.resolve("precious.txt"), "my thesis\n");

    var run = SweepRun.judging(jar, "--results", precious.toString(), exports.toString());

    assertEquals(2, run.code());
    assertEquals(precious + " contains no results of a sweep\n", run.err());
    assertEquals("my thesis\n", Files.readString(precious));
  }

  @Test
  void freezes_what_is_there_and_fails_on_what_is_new() throws IOException {
    shop("dev").write(exports.resolve("dev.json"));
    var config = folder.resolve("policy.json").toString();
    var results = folder.resolve("results.jsonl").toString();
    SweepRun.judging(jar, "--results", results, exports.toString());

    var frozen =
        SweepRun.of("baseline", config, results, "--owner", "shop", "--until", "9999-12-31");
    var calm = SweepRun.judging(jar, "-c", config, "--results", results, exports.toString());
    shop("dev")
        .with(HousePack.QUEUE, "new", Map.of("name", "new", "sqsManagedSseEnabled", false))
        .write(exports.resolve("dev.json"));
    var failing = SweepRun.judging(jar, "-c", config, "--results", results, exports.toString());
    new Export("shop", "dev").write(exports.resolve("dev.json"));
    SweepRun.judging(jar, "-c", config, "--results", results, exports.toString());
    var thawed = SweepRun.of("baseline", config, results);

    assertEquals(config + ": 2 added, 0 kept, 0 dropped\n", frozen.out());
    assertEquals(0, calm.code(), calm::out);
    assertTrue(calm.out().contains("0 violations in 0 stacks, 2 excepted"), calm::out);
    assertEquals(1, failing.code());
    assertTrue(failing.out().contains("2 violations in 1 stack, 2 excepted"), failing::out);
    assertEquals(config + ": 0 added, 0 kept, 2 dropped\n", thawed.out());
    assertEquals("{}", SweepRun.json(Path.of(config)).get("exceptions").toString());
  }

  private static final String ENDED =
      """
      {"version": 2, "policies": {}, "exceptions": {"EXC-1": {"reason": "a trial",
       "owner": "shop", "until": "2020-01-31", "match": [{"policies": ["queue-encrypted"],
       "targets": ["urn:pulumi:dev::shop::aws:sqs/queue:Queue::orders"]}]}}}
      """;

  @Test
  void fails_for_an_exception_that_has_ended_and_says_so_in_every_report() throws IOException {
    new Export("shop", "dev").write(exports.resolve("dev.json"));
    var config = Files.writeString(folder.resolve("policy.json"), ENDED);

    var run =
        SweepRun.judging(
            jar,
            Stream.concat(
                    Stream.of("-c", config.toString(), exports.toString()),
                    FORMS.stream().flatMap(it -> Stream.of("--" + it, folder + "/" + it)))
                .toArray(String[]::new));

    assertEquals(1, run.code());
    var told = "exception EXC-1 ended on 2020-01-31: remove it, or have shop renew it";
    assertTrue(run.out().contains("\n" + told + "\n"), run::out);
    for (var form : FORMS) {
      var report = Files.readString(folder.resolve(form));
      assertTrue(report.contains(told), report);
    }
  }

  @Test
  void fails_for_it_when_shards_are_joined() throws IOException {
    for (var stack : List.of("dev", "test", "prod")) {
      new Export("shop", stack).write(exports.resolve(stack + ".json"));
    }
    var config = Files.writeString(folder.resolve("policy.json"), ENDED);
    var results = shards(4, "-c", config.toString());

    var joined = SweepRun.of("join", results.toString());

    assertEquals(1, joined.code());
    assertTrue(joined.out().contains("\nexception EXC-1 ended on 2020-01-31"), joined::out);
  }

  /** Judges all shards, into a folder of results. */
  private Path shards(int count, String... more) throws IOException {
    var results = Files.createDirectories(folder.resolve("results"));
    for (var index = 1; index <= count; index++) {
      SweepRun.judging(
          jar,
          Stream.concat(
                  Stream.of(more),
                  Stream.of(
                      "--shard",
                      index + "/" + count,
                      "--results",
                      results.resolve(index + ".jsonl").toString(),
                      exports.toString()))
              .toArray(String[]::new));
    }
    return results;
  }

  @Test
  void refuses_to_join_a_shard_of_another_day() throws IOException {
    GeneratedExports.write(exports, 30, 8, 3);
    var results = shards(3);
    var stale = results.resolve("2.jsonl");
    var today = LocalDate.now(ZoneOffset.UTC);
    Files.writeString(stale, Files.readString(stale).replaceFirst(today.toString(), "2026-01-31"));

    var joined = SweepRun.of("join", results.toString());

    assertEquals(2, joined.code());
    assertEquals(
        "shard 2/3 is of another day: 2026-01-31, not %s\n".formatted(today), joined.err());
  }

  @Test
  void says_why_it_starts_anew() throws IOException {
    shop("dev").write(exports.resolve("dev.json"));
    var results = folder.resolve("results.jsonl");
    var config = Files.writeString(folder.resolve("policy.json"), "{}");

    var said = new ArrayList<String>();
    for (var shard : List.of("1/2", "2/2", "1/3")) {
      said.add(judged(results, config, shard).err());
    }
    Files.writeString(config, "{\"queue-encrypted\": \"disabled\"}");
    said.add(judged(results, config, "1/3").err());
    var today = LocalDate.now(ZoneOffset.UTC);
    Files.writeString(
        results, Files.readString(results).replaceFirst(today.toString(), "2026-01-31"));
    said.add(judged(results, config, "1/3").err());

    var anew = "starts over: what is in " + results + " is of ";
    assertEquals(
        List.of(
            "",
            anew + "shard 1/2\n",
            anew + "another sweep: one in 2 shards, not 3\n",
            anew + "another sweep: with another pack, configuration or source\n",
            anew + "another day: 2026-01-31, not " + today + "\n"),
        said.stream().map(it -> it.replaceAll("(?m)^judged .*\n", "")).toList());
  }

  private SweepRun judged(Path results, Path config, String shard) {
    return SweepRun.judging(
        jar,
        "-c",
        config.toString(),
        "--shard",
        shard,
        "--results",
        results.toString(),
        exports.toString());
  }

  @Test
  void says_which_stacks_are_there_more_than_once() throws IOException {
    shop("dev").write(exports.resolve("dev.json"));
    shop("dev").write(exports.resolve("old/dev.json"));
    shop("prod").write(exports.resolve("prod.json"));
    var results = folder.resolve("results.jsonl").toString();

    var run =
        SweepRun.judging(
            jar,
            Stream.concat(
                    Stream.of("--results", results, exports.toString()),
                    FORMS.stream().flatMap(it -> Stream.of("--" + it, folder + "/" + it)))
                .toArray(String[]::new));
    var frozen =
        SweepRun.of(
            "baseline",
            folder + "/policy.json",
            results,
            "--owner",
            "shop",
            "--until",
            "9999-12-31");

    assertTrue(
        run.out()
            .contains(
                """
                more than once: 1 stack, counted each time; keep the newest export of each
                  | shop/dev is in dev.json, old/dev.json
                """),
        run::out);
    assertEquals(
        "{\"shop/dev\":[\"dev.json\",\"old/dev.json\"]}",
        SweepRun.json(folder.resolve("json")).getAsJsonObject("totals").get("repeated").toString());
    assertTrue(
        Files.readString(folder.resolve("html"))
            .contains("<li>shop/dev is in <code>dev.json, old/dev.json</code></li>"));
    assertEquals(
        List.of("shop/dev (dev.json)", "shop/dev (old/dev.json)", "shop/prod"),
        Pattern.compile("<testsuite name=\"([^\"]*)\"")
            .matcher(Files.readString(folder.resolve("junit")))
            .results()
            .map(it -> it.group(1))
            .toList());
    assertEquals(
        "shop/dev appears more than once: violations that are only in an old export stay in the baseline (dev.json, old/dev.json)\n",
        frozen.err());
  }
}
