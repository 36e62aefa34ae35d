package io.datatier.rehearsal.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import io.datatier.rehearsal.value.Fields;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.CheckRequest.AutonamingOptions;
import pulumirpc.Provider.ConfigureRequest;
import pulumirpc.Provider.DiffRequest;
import pulumirpc.Provider.InvokeRequest;
import pulumirpc.Provider.ProviderHandshakeRequest;

final class AwsServiceTest {

  private static final String TOPIC = "aws:sns/topic:Topic";

  private final ProviderTester aws;

  AwsServiceTest(@TempDir Path folder) {
    this.aws = ProviderTester.on(folder);
  }

  @AfterEach
  void close() {
    aws.close();
  }

  private static void expectError(String message, Executable call) {
    var error = assertThrows(StatusRuntimeException.class, call);
    assertEquals(message, error.getStatus().getDescription());
  }

  @Test
  void says_what_it_is_and_what_it_takes() {
    assertEquals("6.83.0", aws.calls().getPluginInfo(Empty.getDefaultInstance()).getVersion());
    var answer = aws.calls().handshake(ProviderHandshakeRequest.getDefaultInstance());
    assertEquals(
        List.of(true, true, false, true),
        List.of(
            answer.getAcceptSecrets(),
            answer.getAcceptResources(),
            answer.getAcceptOutputs(),
            answer.getSupportsAutonamingConfiguration()));
    assertEquals(Empty.getDefaultInstance(), aws.calls().cancel(Empty.getDefaultInstance()));
  }

  @Test
  void says_plainly_what_it_cannot_do() {
    expectError(
        "aws:ec2/getAmi:getAmi is a lookup that the rehearsal cannot answer. Pass the value as configuration instead.",
        () ->
            aws.calls().invoke(InvokeRequest.newBuilder().setTok("aws:ec2/getAmi:getAmi").build()));
    expectError(
        "aws:region is required: run pulumi config set aws:region us-east-1, or whichever region you use",
        () -> aws.calls().configure(ConfigureRequest.getDefaultInstance()));
  }

  private List<String> configFailures(Map<String, Object> config) {
    return aws
        .calls()
        .checkConfig(CheckRequest.newBuilder().setNews(TestValues.struct(config)).build())
        .getFailuresList()
        .stream()
        .map(failure -> failure.getProperty() + ": " + failure.getReason())
        .toList();
  }

  @Test
  void judges_the_configuration() {
    assertEquals(List.of(), configFailures(Map.of("region", "us-east-1", "version", "6.83.0")));
    assertEquals(
        List.of(
            "skipCredentialValidation: is not a setting of the aws provider (did you mean skipCredentialsValidation?)",
            "region: must be a region such as us-east-1, but is us-east"),
        configFailures(Map.of("region", "us-east", "skipCredentialValidation", "true")));
    assertEquals(
        List.of(
            "region: is required: run pulumi config set aws:region us-east-1, or whichever region you use"),
        configFailures(Map.of()));
  }

  @Test
  void replaces_the_provider_when_the_region_changes() {
    var diff =
        aws.calls()
            .diffConfig(
                DiffRequest.newBuilder()
                    .setOldInputs(TestValues.struct(Map.of("region", "us-east-1")))
                    .setNews(TestValues.struct(Map.of("region", "eu-west-1", "profile", "other")))
                    .build());
    assertEquals(List.of("region"), diff.getReplacesList());
    assertEquals(List.of("profile", "region"), diff.getDiffsList());
  }

  @Test
  void knows_no_types_that_the_provider_has_not() {
    aws.resource("aws:rds/prox:Prox", "proxy")
        .expectFailures(": the aws provider 6.83.0 has no resource type aws:rds/prox:Prox");
  }

  @Test
  void makes_do_with_the_schema_where_it_knows_no_more_and_says_so() {
    var images = aws.resource("aws:ecr/repository:Repository", "jobs").with("forceDelete", true);
    images
        .with("forceDelete", "yes")
        .with("imageTagMutable", "MUTABLE")
        .expectFailures(
            "imageTagMutable: is not a property of aws:ecr/repository:Repository (did you mean imageTagMutability?)",
            "forceDelete: must be true or false, but is text");
    var live = images.create();
    live.expectSteady();
    live.update(images.with("forceDelete", false)).expectSteady();
    live.delete();
    assertEquals(List.of(), aws.account().leftovers());
    assertEquals(
        List.of("aws:ecr/repository:Repository: the rehearsal checks it only against its schema."),
        aws.notes());
  }

  private Map<String, Object> named(AutonamingOptions options, Map<String, Object> before) {
    var checked =
        aws.calls()
            .check(
                CheckRequest.newBuilder()
                    .setType(TOPIC)
                    .setName("alarms")
                    .setOlds(TestValues.struct(before))
                    .setRandomSeed(ByteString.fromHex("fedcba9876543210"))
                    .setAutonaming(options)
                    .build());
    var answer = TestValues.map(checked.getInputs());
    checked.getFailuresList().forEach(each -> answer.put(each.getProperty(), each.getReason()));
    return answer;
  }

  @Test
  void names_as_the_engine_is_configured_to_and_keeps_the_name() {
    var usual = AutonamingOptions.getDefaultInstance();
    assertEquals("alarms-fedcba9", named(usual, Map.of()).get("name"));
    assertEquals("alarms-0000000", named(usual, Map.of("name", "alarms-0000000")).get("name"));
    assertEquals("alarms-fedcba9", named(usual, Map.of("name", "given before")).get("name"));
    var proposing = AutonamingOptions.newBuilder().setProposedName("proposed").build();
    assertEquals("proposed", named(proposing, Map.of()).get("name"));
    var tooLong = AutonamingOptions.newBuilder().setProposedName("a".repeat(81)).build();
    assertEquals(
        "must be set: calculated name '%s' exceeds maximum length of 80".formatted("a".repeat(81)),
        named(tooLong, Map.of()).get("name"));
    var enforcing = tooLong.toBuilder().setMode(AutonamingOptions.Mode.ENFORCE).build();
    assertEquals("a".repeat(81), named(enforcing, Map.of()).get("name"));
    var disabled = AutonamingOptions.newBuilder().setMode(AutonamingOptions.Mode.DISABLE).build();
    assertEquals(
        "is required, because pulumi:autonaming disables generated names",
        named(disabled, Map.of()).get("name"));
  }

  @Test
  void shows_at_refresh_what_was_changed_behind_its_back() {
    var topic = aws.resource(TOPIC, "alarms").with("displayName", "Alarms").create();
    var entity = aws.account().find(TOPIC, topic.id()).orElseThrow();
    aws.startOver(
        aws.account()
            .with(
                entity.with(
                    entity
                        .properties()
                        .with("displayName", "Other")
                        .with("tracingConfig", "Active"))));
    var refreshed = topic.refresh();
    assertEquals("Other", refreshed.outputs().get("displayName"));
    var inputs = new TreeSet<>(refreshed.inputs().keySet());
    inputs.removeAll(topic.inputs().keySet());
    assertEquals(Set.of("tracingConfig"), inputs);
    // Nobody says what tracingConfig should be, so what AWS has stays.
    refreshed.expectUpdate(
        aws.resource(TOPIC, "alarms").with("displayName", "Alarms"), "displayName");
  }

  @Test
  void shows_at_refresh_what_was_added_to_a_map() {
    var topic = aws.resource(TOPIC, "alarms").with("tags", Map.of("Owner", "me"));
    var live = topic.create();
    var entity = aws.account().find(TOPIC, live.id()).orElseThrow();
    var tags = Fields.NONE.with("Owner", "me").with("Cost", "1");
    aws.startOver(
        aws.account()
            .with(entity.with(entity.properties().with("tags", tags).with("tagsAll", tags))));
    live.refresh().expectUpdate(topic, "tags.Cost", "tagsAll.Cost");
  }

  @Test
  void takes_what_is_not_known_yet_for_a_change() {
    var topic = aws.resource(TOPIC, "alarms").with("displayName", "Alarms");
    topic.create().expectUpdate(topic.withUnknown("displayName"), "displayName");
    topic.with("name", "second").create().expectReplacement(topic.withUnknown("name"), "name");
  }

  @Test
  void deletes_what_the_program_named_before_it_creates_the_replacement() {
    var topic = aws.resource(TOPIC, "alarms");
    var generated = topic.create();
    var named = topic.with("name", "alarms").named("named").create();
    assertEquals(
        List.of(true, true, true, false, false),
        List.of(
            named.goesFirst(topic.with("name", "other")),
            named.goesFirst(topic.withUnknown("name")),
            named.goesFirst(topic.with("name", "alarms").with("fifoTopic", true)),
            generated.goesFirst(topic.with("fifoTopic", true)),
            named.goesFirst(topic.with("namePrefix", "alarms-"))));
    assertFalse(named.goesFirst(topic.with("name", "alarms").with("displayName", "Alarms")));
  }

  @Test
  void takes_what_is_empty_or_false_for_what_is_not_set() {
    var topic = aws.resource(TOPIC, "alarms");
    topic
        .create()
        .expectUpdate(topic.with("displayName", "").with("tags", Map.of()).with("policy", ""));
  }

  @Test
  void takes_over_what_exists_without_changing_it() {
    var trust =
        """
        {"Statement": {"Effect": "Allow", "Principal": "*", "Action": "sts:AssumeRole"}}""";
    var role =
        aws.resource("aws:iam/role:Role", "role")
            .with("name", "role")
            .with("assumeRolePolicy", trust);
    role.create();
    assertEquals(
        Map.of(
            "assumeRolePolicy",
            trust,
            "forceDetachPolicies",
            false,
            "maxSessionDuration",
            3600.0,
            "name",
            "role",
            "path",
            "/"),
        role.importing("role"));
    assertEquals(Map.of(), role.importing("nobody"));
  }

  private void tagEverything(String tag) {
    aws.configure(
        Map.of("region", "us-east-1", "defaultTags", "{\"tags\":{\"Owner\":\"" + tag + "\"}}"));
  }

  @Test
  void gives_every_resource_that_has_tags_the_default_tags_too() {
    tagEverything("data");
    var topic = aws.resource(TOPIC, "alarms").with("tags", Map.of("Tier", "campaign"));
    var live = topic.create();
    assertEquals(Map.of("Tier", "campaign"), live.outputs().get("tags"));
    assertEquals(Map.of("Owner", "data", "Tier", "campaign"), live.outputs().get("tagsAll"));
    live.expectSteady();
    live.expectUpdate(topic);
    tagEverything("platform");
    live.expectUpdate(topic, "tagsAll.Owner");
    var changed = live.update(topic);
    assertEquals(Map.of("Owner", "platform", "Tier", "campaign"), changed.outputs().get("tagsAll"));
    changed.expectSteady();
    changed.expectUpdate(
        topic.with("tags", Map.of("Owner", "me")),
        "tags.Owner",
        "tags.Tier",
        "tagsAll.Owner",
        "tagsAll.Tier");
    assertEquals(
        TestValues.UNKNOWN, topic.withUnknown("tags").named("second").preview().get("tagsAll"));
  }

  @Test
  void shows_at_refresh_that_a_resource_is_gone() {
    var topic = aws.resource(TOPIC, "alarms").create();
    aws.startOver(aws.account().without(aws.account().find(TOPIC, topic.id()).orElseThrow()));
    assertEquals("", topic.refresh().id());
    topic.delete();
    topic.expectUpdateRefused(
        aws.resource(TOPIC, "alarms").with("displayName", "Alarms"),
        "updating SNS Topic (alarms-0123456): ResourceNotFound:"
            + " arn:aws:sns:us-east-1:123456789012:alarms-0123456 is no longer in the account: run"
            + " pulumi refresh.");
  }
}
