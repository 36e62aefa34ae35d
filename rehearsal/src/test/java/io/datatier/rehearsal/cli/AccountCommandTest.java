package io.datatier.rehearsal.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AccountFile;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Pending;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.PropertyPath;
import io.datatier.rehearsal.value.Value;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about an account that holds the tier of {@code fixtures/adopt.json}. */
final class AccountCommandTest {

  private static final Path TIER = Path.of("fixtures", "adopt.json");
  private static final String PROXY = "aws:rds/proxy:Proxy";
  private static final String NAME = "campaign-postgres-proxy-prod";

  private final StringWriter printed = new StringWriter();
  private final StringWriter errors = new StringWriter();
  private final Path folder;
  private final AccountFile file;

  AccountCommandTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.file = new AccountFile(folder.resolve("account.json"));
    file.startOver(Account.startingWith(TIER));
  }

  @Test
  void shows_everything_of_a_type_in_columns() {
    execute("show", "SecurityGroup");

    assertPrinted(
        """
        TYPE                                 ID                    STATE  ORIGIN
        aws:ec2/securityGroup:SecurityGroup  sg-0a1b2c3d4e5f60741  -      created by AWS for \
        vpc-0a1b2c3d4e5f60718
        aws:ec2/securityGroup:SecurityGroup  sg-0a1b2c3d4e5f60742  -      given
        aws:ec2/securityGroup:SecurityGroup  sg-0a1b2c3d4e5f60743  -      given
        """);
  }

  @Test
  void shows_everything() {
    execute("show");

    assertEquals(1 + file.read().entities().size(), printed.toString().lines().count());
    assertEquals(
        List.of("aws:rds/instance:Instance db-KQ2V5WZ3N7R4TYMXBC6DHJ8LPA available given"),
        printed
            .toString()
            .lines()
            .filter(line -> line.contains("Instance  "))
            .map(line -> line.replaceAll(" +", " "))
            .toList());
  }

  @Test
  void shows_one_thing_by_its_name_with_a_line_for_every_value() {
    execute("show", "rds-proxy-high-client-connections");

    var alarm =
        file.read()
            .find("aws:cloudwatch/metricAlarm:MetricAlarm", "rds-proxy-high-client-connections")
            .orElseThrow();
    var lines = printed.toString().lines().toList();
    assertEquals(
        List.of(
            "aws:cloudwatch/metricAlarm:MetricAlarm  rds-proxy-high-client-connections",
            "(given, us-east-1)"),
        lines.subList(0, 2));
    var read = new TreeMap<String, String>();
    lines.subList(2, lines.size()).stream()
        .map(line -> line.strip().split("=", 2))
        .forEach(pair -> read.put(pair[0], pair[1]));
    assertEquals(
        PropertyPath.leaves(alarm.properties()).keySet().stream()
            .map(PropertyPath::toString)
            .toList(),
        List.copyOf(read.keySet()));
    assertEquals("true", read.get("actionsEnabled"));
    assertEquals("GreaterThanThreshold", read.get("comparisonOperator"));
    assertEquals("{}", read.get("tags"));
  }

  @Test
  void shows_json_as_the_account_file_has_it() throws Exception {
    execute("show", "--json");

    assertEquals(
        JsonParser.parseString(Files.readString(folder.resolve("account.json")))
            .getAsJsonObject()
            .get("resources"),
        JsonParser.parseString(printed.toString()));
    printed.getBuffer().setLength(0);
    execute("show", PROXY, "--json");
    assertEquals(
        List.of(NAME),
        JsonParser.parseString(printed.toString()).getAsJsonArray().asList().stream()
            .map(JsonElement::getAsJsonObject)
            .map(entity -> entity.get("id").getAsString())
            .toList());
  }

  @Test
  void names_the_nearest_of_what_is_not_there() {
    assertRefused("There is no proxi in the account (did you mean proxy?).\n", "show", "proxi");
    assertRefused(
        "There is no campaign-postgres-prox-prod in the account (did you mean " + NAME + "?).\n",
        "drift",
        "campaign-postgres-prox-prod",
        "requireTls=false");
  }

  @Test
  void changes_what_a_person_would_change_in_the_console() {
    execute(
        "drift",
        NAME,
        "--type=proxy",
        "requireTls=false",
        "idleClientTimeout=600",
        "auths[0].description=Somebody's",
        "tags.Owner=somebody");

    assertPrinted("Changed " + PROXY + " " + NAME + "; pulumi refresh shows it.\n");
    assertEquals(Optional.of(Value.of(false)), inProxy("requireTls"));
    assertEquals(Optional.of(Value.of(600)), inProxy("idleClientTimeout"));
    assertEquals(Optional.of(Value.of("Somebody's")), inProxy("auths[0].description"));
    assertEquals(Optional.of(Value.of("somebody")), inProxy("tags.Owner"));
    assertEquals(Optional.of(Value.of("somebody")), inProxy("tagsAll.Owner"));
  }

  @Test
  void takes_a_value_away() {
    execute("drift", NAME, "--type", PROXY, "tags.Name=null");

    assertEquals(Optional.empty(), inProxy("tags.Name"));
    assertEquals(Optional.empty(), inProxy("tagsAll.Name"));
  }

  @Test
  void deletes_what_nothing_needs() {
    execute("drift", "rds-proxy-high-client-connections", "--delete");

    assertPrinted(
        "Deleted aws:cloudwatch/metricAlarm:MetricAlarm rds-proxy-high-client-connections; pulumi"
            + " refresh shows it.\n");
    assertEquals(
        Optional.empty(),
        file.read()
            .find("aws:cloudwatch/metricAlarm:MetricAlarm", "rds-proxy-high-client-connections"));
  }

  @Test
  void refuses_all_that_is_wrong_at_once_and_changes_nothing() {
    assertRefused(
        """
        requireTSL: there is no requireTSL in aws:rds/proxy:Proxy (did you mean requireTls?).
        auths.iamAuth: auths is a list, so the path cannot continue there.
        auths[0].iamAut: there is no iamAut in auths[0] (did you mean iamAuth?).
        debugLogging: must be true or false, but is text.
        idleClientTimeout: must be a whole number, but is a number.
        "requireTls" is not KEY=VALUE, such as tags.Owner=me.
        engineFamily: AWS cannot change engineFamily of an existing RDS DB Proxy; you can only delete \
        it.
        """,
        "drift",
        NAME,
        "--type=proxy",
        "requireTls=false",
        "requireTSL=true",
        "auths.iamAuth=REQUIRED",
        "auths[0].iamAut=REQUIRED",
        "debugLogging=maybe",
        "idleClientTimeout=0.5",
        "requireTls",
        "engineFamily=MYSQL");
    assertRefused(
        """
        idleClientTimeout: must be 1 to 28800 seconds, but is 0.
        auths[0].iamAuth: must be one of DISABLED, ENABLED, REQUIRED, but is MAYBE.
        """,
        "drift",
        NAME,
        "--type=proxy",
        "auths[0].iamAuth=MAYBE",
        "idleClientTimeout=0");
    assertRefused(
        "skipFinalSnapshot: the provider cannot read skipFinalSnapshot of an existing RDS DB"
            + " Instance, so refresh would not show the drift.\n",
        "drift",
        "campaign-postgres-prod",
        "skipFinalSnapshot=true");
  }

  @Test
  void lets_nobody_do_what_aws_refuses() {
    assertRefused(
        "AWS refuses: DependencyViolation: The security group 'sg-0a1b2c3d4e5f60742' has"
            + " dependencies and cannot be deleted; db-KQ2V5WZ3N7R4TYMXBC6DHJ8LPA"
            + " (aws:rds/instance:Instance) still uses it.\n",
        "drift",
        "sg-0a1b2c3d4e5f60742",
        "--delete");
    assertRefused(
        NAME + ": AWS deletes it only with its parent.\n",
        "drift",
        NAME,
        "--type=ProxyDefaultTargetGroup",
        "--delete");
  }

  @Test
  void asks_which_of_two_things_of_one_name_is_meant() {
    assertRefused(
        """
        %1$s is ambiguous: add --type, or give the id.
        TYPE                                                     ID                            STATE  ORIGIN
        aws:rds/proxy:Proxy                                      %1$s  -      given
        aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup  %1$s  -      created by AWS for %1$s
        """
            .formatted(NAME),
        "drift",
        NAME,
        "requireTls=false");
    assertRefused(
        NAME
            + " is not of type role, but of aws:rds/proxy:Proxy,"
            + " aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup.\n",
        "drift",
        NAME,
        "--type=role",
        "requireTls=false");
  }

  @Test
  void wants_to_know_what_becomes_of_a_thing() {
    var sentence = "Give one or more KEY=VALUE, or --delete.\n";

    assertRefused(sentence, "drift", NAME);
    assertRefused(sentence, "drift", NAME, "requireTls=false", "--delete");
  }

  private static Account later(Account account, Duration time) {
    return account.at(account.now().plus(time));
  }

  @Test
  void lets_time_pass_until_a_maintenance_window_is_over() {
    var account = later(file.read(), Duration.ofDays(1000));
    var database = account.all("aws:rds/instance:Instance").findFirst().orElseThrow();
    var larger = Fields.NONE.with("instanceClass", "db.r6g.large");
    var due = account.now().plus(Duration.ofDays(3)).truncatedTo(ChronoUnit.SECONDS);
    file.startOver(account.with(database.awaiting(Optional.of(new Pending(larger, due)))));
    execute("show", "campaign-postgres-prod");
    assertTrue(
        printed
            .toString()
            .endsWith("(pending until %s)\n  instanceClass=db.r6g.large\n".formatted(due)),
        printed.toString());
    printed.getBuffer().setLength(0);

    execute("wait", "2d");
    assertEquals(database.properties().get("instanceClass"), instanceClass());
    printed.getBuffer().setLength(0);
    execute("wait");

    assertPrinted("It is %s in the account.\n".formatted(due));
    assertEquals(larger.get("instanceClass"), instanceClass());
    printed.getBuffer().setLength(0);
    assertRefused("Nothing waits for a maintenance window: give a TIME.\n", "wait");
    assertRefused(
        "\"2w\" is not a time: give minutes, hours or days, such as 30m, 12h or 7d.\n",
        "wait",
        "2w");
  }

  private Optional<Value> instanceClass() {
    return file.read()
        .all("aws:rds/instance:Instance")
        .findFirst()
        .flatMap(database -> database.properties().get("instanceClass"));
  }

  @Test
  void restores_a_secret_within_its_recovery_window() {
    var secret = "aws:secretsmanager/secret:Secret";
    var arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-AbCdEf";
    var orders =
        new Entity(
            secret,
            arn,
            "us-east-1",
            new Entity.Origin.Made(),
            Fields.NONE.with("arn", arn).with("name", "orders"));
    var account = file.read();
    file.startOver(
        account.with(orders.scheduledForDeletion(account.now().plus(Duration.ofDays(7)))));

    execute("restore-secret", "orders");

    assertPrinted("Restored " + arn + ". Import it with this ARN.\n");
    assertEquals(Optional.of(orders), file.read().find(secret, arn));
    printed.getBuffer().setLength(0);
    assertRefused("orders is not scheduled for deletion.\n", "restore-secret", "orders");
    assertRefused("There is no secret order in the account.\n", "restore-secret", "order");
  }

  @Test
  void says_in_one_sentence_what_is_wrong_with_an_account_file() throws Exception {
    var path = folder.resolve("account.json");
    Files.writeString(path, "{\"resources\": 7}");

    assertEquals(1, run("show"));

    var said = errors.toString();
    assertTrue(
        said.startsWith(path.toAbsolutePath() + " is not a valid account file: ")
            && said.endsWith(" Fix it, or delete it to start with an empty account.\n")
            && said.lines().count() == 1,
        said);
  }

  @Test
  void puts_a_fixture_into_an_account() {
    file.startOver(Account.empty());

    execute("import-fixture", TIER.toString());

    assertPrinted("Added 22 resources of " + TIER + " to the account.\n");
    assertEquals(22, file.read().entities().size());
  }

  @Test
  void refuses_a_fixture_with_all_that_does_not_go_into_the_account() throws Exception {
    var fixture =
        Files.writeString(
            folder.resolve("fixture.json"),
            """
            {"resources": [
              {"type": "aws:ec2/vpc:Vpc", "id": "vpc-0a1b2c3d4e5f60718", "properties": {}},
              {"type": "aws:ec2/vpc:VPC", "id": "vpc-1", "properties": {}},
              {"type": "aws:ec2/vpc:Vpc", "id": "vpc-2", "properties":
                {"cidrBlok": "10.0.0.0/16", "enableDnsSupport": "yes"}}
            ]}
            """);

    assertRefused(
        """
        aws:ec2/vpc:VPC vpc-1: the aws provider 6.83.0 has no such type.
        aws:ec2/vpc:Vpc vpc-0a1b2c3d4e5f60718 is already in the account.
        aws:ec2/vpc:Vpc vpc-2: cidrBlok: there is no cidrBlok in aws:ec2/vpc:Vpc (did you \
        mean cidrBlock?).
        aws:ec2/vpc:Vpc vpc-2: enableDnsSupport: must be true or false, but is text.
        """,
        "import-fixture",
        fixture.toString());
    Files.writeString(fixture, "{\"resources\": [{\"type\": \"aws:ec2/vpc:Vpc\"}]}");
    assertRefused(
        fixture
            + " is not a valid fixture: a resource has no id: {\"type\":\"aws:ec2/vpc:Vpc\"}. Fix"
            + " it.\n",
        "import-fixture",
        fixture.toString());
    assertRefused("There is no fixture nowhere.json.\n", "import-fixture", "nowhere.json");
  }

  @Test
  void says_how_to_come_by_an_account() {
    assertEquals(
        2,
        DatatierRehearsal.commandLine()
            .setErr(new PrintWriter(errors, true))
            .execute("account", "show", "--checkout", folder.toString(), "--stack", "prod"));
    assertEquals(
        "There is no account "
            + folder.resolve(".rehearsal/prod/account.json")
            + ". Create one with make rehearse KEEP=1.",
        errors.toString().lines().findFirst().orElse(""));
  }

  private Optional<Value> inProxy(String path) {
    var proxy = file.read().find(PROXY, NAME).orElseThrow();
    return PropertyPath.parse(path).in(proxy.properties());
  }

  private void assertPrinted(String text) {
    assertEquals(text, printed.toString());
  }

  /** The account is as before, and the sentences are all that is said before the hint. */
  private void assertRefused(String sentences, String... arguments) {
    var before = file.read();
    errors.getBuffer().setLength(0);
    assertEquals(2, run(arguments));
    var said = errors.toString();
    assertEquals(sentences, said.substring(0, said.lastIndexOf("See datatier-rehearsal account ")));
    assertEquals(before, file.read());
    assertEquals("", printed.toString());
  }

  private void execute(String... arguments) {
    assertEquals(0, run(arguments), errors::toString);
  }

  private int run(String... arguments) {
    var all = new ArrayList<>(List.of("account"));
    all.addAll(List.of(arguments));
    all.addAll(List.of("--account", folder.resolve("account.json").toString()));
    return DatatierRehearsal.commandLine()
        .setOut(new PrintWriter(printed, true))
        .setErr(new PrintWriter(errors, true))
        .execute(all.toArray(String[]::new));
  }
}
