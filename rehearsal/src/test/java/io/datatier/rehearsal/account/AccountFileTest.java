package io.datatier.rehearsal.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.rehearsal.account.AccountFile.Change;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AccountFileTest {

  private static final String TOPIC = "aws:sns/topic:Topic";
  private static final Path FIXTURE = Path.of("fixtures", "prod.json");

  private final Path path;

  AccountFileTest(@TempDir Path folder) {
    this.path = folder.resolve("account.json");
  }

  private static Entity topic(String name) {
    return new Entity(TOPIC, name, "us-east-1", new Origin.Made(), Fields.NONE.with("name", name));
  }

  @Test
  void is_empty_before_anything_is_made() {
    assertEquals(List.of(), new AccountFile(path).read().entities());
  }

  @Test
  void keeps_everything_that_is_put_into_it() throws IOException {
    var entity =
        new Entity(
            "aws:rds/proxy:Proxy",
            "proxy",
            "us-east-1",
            new Origin.Made(),
            Fields.of(
                Map.of(
                    "name", Value.of("proxy"),
                    "requireTls", Value.of(true),
                    "idleClientTimeout", Value.of(1800),
                    "threshold", Value.of(0.5),
                    "vpcSubnetIds", Value.of(List.of("subnet-1", "subnet-2")),
                    "password", new Value.Fingerprint("00ff"),
                    "pool", Fields.NONE.with("max", 100))));
    var owned =
        new Entity(
            "aws:secretsmanager/secret:Secret",
            "secret",
            "us-east-1",
            new Origin.OwnedBy("aws:rds/proxy:Proxy", "proxy"),
            Fields.NONE);
    var given = new Entity(TOPIC, "given", "us-east-1", new Origin.Given(), Fields.NONE);
    var file = new AccountFile(path);
    var calls = CallCounts.NONE.under("plan").making("a").making("a").making("b").meeting(1);
    file.startOver(Account.empty().with(entity).with(owned).with(given).after(calls));
    // A copy, for of its own file it remembers what it wrote.
    var read = new AccountFile(Files.copy(path, path.resolveSibling("copy.json"))).read();
    assertEquals(new AccountFile(path).read(), read);
    assertEquals(
        List.of(entity, owned, given),
        List.of(read.entities().get(0), read.entities().get(1), read.entities().get(2)));
    assertEquals(calls, read.calls());
  }

  @Test
  void sees_what_a_person_edits() throws IOException {
    var file = new AccountFile(path);
    file.startOver(Account.empty().with(topic("first")));
    Files.writeString(path, Files.readString(path).replace("first", "other"));
    assertEquals(List.of("other"), file.read().entities().stream().map(Entity::id).toList());
  }

  @Test
  void loses_no_change_of_many_writers() throws Exception {
    var writers = Executors.newFixedThreadPool(8);
    try {
      // Each has a file of its own on the same path, as each provider process has.
      List<Callable<Boolean>> changes =
          IntStream.range(0, 100)
              .<Callable<Boolean>>mapToObj(
                  i ->
                      () ->
                          new AccountFile(path)
                              .change(
                                  account -> new Change<>(account.with(topic("topic-" + i)), true)))
              .toList();
      for (var done : writers.invokeAll(changes)) {
        assertEquals(true, done.get());
      }
    } finally {
      writers.shutdownNow();
    }
    var account = new AccountFile(path).read();
    assertEquals(100, account.entities().size());
    assertEquals(100, account.changes());
  }

  @Test
  void loses_no_change_of_another_process() throws Exception {
    var other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                OtherWriter.class.getName(),
                path.toString())
            .redirectError(Redirect.INHERIT)
            .start();
    // Both write at the same time, once the other one is ready.
    assertEquals("ready", other.inputReader(StandardCharsets.UTF_8).readLine());
    for (int i = 0; i < OtherWriter.TOPICS; i++) {
      var name = "here-" + i;
      new AccountFile(path).change(account -> new Change<>(account.with(topic(name)), true));
    }
    assertEquals(0, other.waitFor());
    assertEquals(2L * OtherWriter.TOPICS, new AccountFile(path).read().changes());
    assertEquals(2 * OtherWriter.TOPICS, new AccountFile(path).read().entities().size());
  }

  /** A process that writes to the same account. */
  static final class OtherWriter {

    static final int TOPICS = 100;

    private OtherWriter() {}

    public static void main(String[] args) {
      new AccountFile(Path.of(args[0])).read();
      System.out.println("ready");
      for (int i = 0; i < TOPICS; i++) {
        var name = "there-" + i;
        new AccountFile(Path.of(args[0]))
            .change(account -> new Change<>(account.with(topic(name)), true));
      }
    }
  }

  @Test
  void writes_nothing_when_a_change_fails() throws IOException {
    var file = new AccountFile(path);
    file.startOver(Account.empty().with(topic("first")));
    var before = Files.readString(path);
    assertThrows(
        AwsFault.class,
        () ->
            file.change(
                account -> {
                  throw new AwsFault("Refused", "no");
                }));
    assertEquals(before, Files.readString(path));
    try (var files = Files.list(path.resolveSibling("."))) {
      assertEquals(
          List.of("account.json", "account.json.lock"),
          files.map(each -> String.valueOf(each.getFileName())).sorted().toList());
    }
  }

  @Test
  void says_what_to_do_with_a_file_that_is_no_account() throws IOException {
    Files.writeString(path, "[1]");
    var file = new AccountFile(path);
    var refused = assertThrows(IllegalStateException.class, file::read);
    assertEquals(
        path
            + " is not a valid account file: Not a JSON Object: [1]. Fix it, or delete it to start with an empty account.",
        refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"tomorrow\"", "\"2030-01-31\"", "7"})
  void says_which_deletion_date_of_a_file_is_not_a_time(String date) throws IOException {
    Files.writeString(
        path,
        """
        {"resources": [
          {"type": "aws:kms/key:Key", "id": "good", "properties": {"deletionDate": "2030-01-31T00:00:00Z"}},
          {"type": "aws:kms/key:Key", "id": "bad", "properties": {"deletionDate": %s}}]}
        """
            .formatted(date));
    var file = new AccountFile(path);
    var refused = assertThrows(IllegalStateException.class, file::read);
    assertEquals(
        path
            + " is not a valid account file: deletionDate of aws:kms/key:Key bad must be a time such"
            + " as 2030-01-31T00:00:00Z, but is "
            + date
            + ". Fix it, or delete it to start with an empty account.",
        refused.getMessage());
  }

  @Test
  void draws_another_id_after_every_change() {
    var file = new AccountFile(path);
    var first = file.change(account -> new Change<>(account, account.draw("vpc", 16)));
    var second = file.change(account -> new Change<>(account, account.draw("vpc", 16)));
    assertNotEquals(first, second);
  }

  @Test
  void starts_with_what_a_fixture_gives_and_tells_what_became_of_it() throws IOException {
    var start = Account.startingWith(FIXTURE);
    assertEquals(List.of(), start.leftovers());
    assertEquals(List.of(), start.lostSince(start));
    var vpc = start.find("aws:ec2/vpc:Vpc", "vpc-0a1b2c3d4e5f60718").orElseThrow();
    assertEquals(
        List.of("subnet-0a1b2c3d4e5f60711", "subnet-0a1b2c3d4e5f60712", "subnet-0a1b2c3d4e5f60713"),
        start.all("aws:ec2/subnet:Subnet").map(Entity::id).toList());
    var later = start.with(topic("mine")).with(vpc.with(vpc.properties().with("tags", "x")));
    assertEquals(List.of(topic("mine")), later.leftovers());
    assertEquals(List.of(vpc), later.lostSince(start));
    var snapshot =
        new Entity(
            "aws:rds/snapshot:Snapshot", "final", "us-east-1", new Origin.Made(), Fields.NONE);
    assertEquals(List.of(), start.with(snapshot).leftovers());
    assertEquals(List.of(snapshot), start.with(snapshot).finalSnapshots());
  }

  @Test
  void sees_one_region_and_what_is_global() {
    var role =
        new Entity("aws:iam/role:Role", "role", Entity.GLOBAL, new Origin.Made(), Fields.NONE);
    var account = Account.empty().with(topic("here")).with(role);
    assertEquals(List.of(), account.in("eu-west-1").all(TOPIC).toList());
    assertEquals(List.of(role), account.in("eu-west-1").all("aws:iam/role:Role").toList());
    assertEquals(List.of(topic("here")), account.in("us-east-1").all(TOPIC).toList());
  }

  @Test
  void deletes_with_an_entity_what_aws_made_for_it() {
    var owner = topic("owner");
    var owned =
        new Entity(
            "aws:iam/role:Role",
            "owned",
            Entity.GLOBAL,
            new Origin.OwnedBy(TOPIC, "owner"),
            Fields.NONE);
    var namesake =
        new Entity("aws:iam/role:Role", "owner", Entity.GLOBAL, new Origin.Made(), Fields.NONE);
    var account = Account.empty().with(owner).with(owned).with(namesake);
    assertEquals(List.of(owned, owner), account.without(namesake).entities());
    assertEquals(List.of(namesake), account.without(owner).entities());
  }
}
