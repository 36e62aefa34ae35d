package io.datatier.rehearsal.lambda;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Busy;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Transition;
import io.datatier.rehearsal.core.AutoName;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.core.Work;
import io.datatier.rehearsal.ec2.Network;
import io.datatier.rehearsal.ec2.NetworkEnd;
import io.datatier.rehearsal.iam.Roles;
import io.datatier.rehearsal.kms.Keys;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Follows internal/service/lambda/function.go of the provider; ranges from the Lambda API,
 * CreateFunction.
 *
 * <p>Checked: runtime, memory, timeout, environment, code; a role that Lambda can assume and that
 * allows what Lambda does with it; subnets and groups; the account's concurrency.
 */
@AutoService(ResourceType.class)
public final class LambdaFunction implements ResourceType {

  public static final String TYPE = "aws:lambda/function:Function";

  private static final int UNRESERVED = 100;
  private static final int ACCOUNT_CONCURRENCY = 1000;
  private static final DateTimeFormatter MODIFIED =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'+0000'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "Lambda Function")
        .listedBy("lambda list-functions", "Functions", "FunctionName=name")
        .replacedBy("name", "packageType")
        .filledByAws(
            """
            architectures ephemeralStorage loggingConfig sourceCodeHash tracingConfig
            vpcConfig.vpcId
            """)
        .unordered("vpcConfig.subnetIds", "vpcConfig.securityGroupIds")
        .autoNamed(AutoName.of("name", 64))
        .uniqueAs("ResourceConflictException", "Function already exist: %s")
        .unread(
            """
            code publish replaceSecurityGroupsOnDestroy replacementSecurityGroupIds s3Bucket s3Key
            s3ObjectVersion skipDestroy
            """);
  }

  /** Lambda takes longer to create interfaces for a new combination of subnet and groups. */
  private static final Duration IN_VPC = Duration.ofSeconds(90);

  /** The provider polls for the first time after five seconds (lambda/function.go). */
  private static final Duration USUALLY = Duration.ofSeconds(5);

  /** Of lambda/function.go, the provider's lambdaPropagationTimeout. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final String BUSY = "ResourceConflictException";

  @Override
  public Optional<Work> creation(Fields made) {
    return Optional.of(new Work("Pending", isInVpc(made) ? IN_VPC : USUALLY));
  }

  @Override
  public Optional<Work> modification(Fields before, Fields after) {
    boolean isMoved = isInVpc(after) && !before.get("vpcConfig").equals(after.get("vpcConfig"));
    return Optional.of(new Work("InProgress", isMoved ? IN_VPC : USUALLY));
  }

  private static boolean isInVpc(Fields function) {
    return !function.fields("vpcConfig").items("subnetIds").isEmpty();
  }

  /** Lambda rejects it, and the provider retries. */
  @Override
  public void allowUpdate(Account account, Entity entity) {
    entity
        .transitionAt(account.now())
        .ifPresent(
            doing -> {
              throw new Busy(BUSY, message(entity, doing), doing.until(), PATIENCE);
            });
  }

  @Override
  public void requireAvailable(Account account, Entity entity) {
    AwsFault.ifAny(entity.transitionAt(account.now()), BUSY, doing -> message(entity, doing));
  }

  /** Lambda deletes a function even while it is pending. */
  @Override
  public void allowDelete(Account account, Entity entity, Fields state) {}

  private static String message(Entity function, Transition doing) {
    return "The operation cannot be performed at this time. The function %s is currently in the following state: %s."
        .formatted(function.id(), doing.status());
  }

  /** A function's network interfaces. */
  public static NetworkEnd end(Entity function) {
    var network = function.properties().fields("vpcConfig");
    return new NetworkEnd(
        "the function " + function.id(),
        network.texts("securityGroupIds"),
        network.texts("subnetIds"));
  }

  @Override
  public void check(Inputs inputs) {
    LambdaFunctionRules.check(inputs);
  }

  @Override
  public void requireReferences(Account account, Fields inputs) {
    Roles.requireTrusted(
        account,
        inputs.text("role"),
        "lambda.amazonaws.com",
        account.arn("lambda", "function:" + inputs.text("name", "")),
        "InvalidParameterValueException");
    Keys.requireUsable(account, inputs.text("kmsKeyArn"), "InvalidParameterValueException");
    var network = inputs.fields("vpcConfig");
    var subnets = Network.subnets(account, network.texts("subnetIds"));
    Network.requireSecurityGroups(
        account,
        network.texts("securityGroupIds"),
        Network.vpcOf(subnets, "InvalidParameterValueException"),
        "InvalidParameterValueException");
  }

  @Override
  public Set<String> recomputed(Fields state, Fields planned) {
    return FunctionVersions.isPublished(state, planned)
        ? Set.of("qualifiedArn", "qualifiedInvokeArn", "version")
        : Set.of();
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    var name = properties.text("name", "");
    var settled =
        properties
            .withDefault("architectures", List.of("x86_64"))
            .withDefault("ephemeralStorage", Fields.of(Map.of("size", Value.of(512))))
            .withDefault("tracingConfig", Fields.of(Map.of("mode", Value.of("PassThrough"))))
            .with(
                "loggingConfig",
                properties
                    .fields("loggingConfig")
                    .withDefault("logFormat", "Text")
                    .withDefault("logGroup", "/aws/lambda/" + name)
                    .withDefault("applicationLogLevel", "")
                    .withDefault("systemLogLevel", ""));
    if (settled.has("vpcConfig")) {
      var network = settled.fields("vpcConfig");
      var vpc =
          Network.vpcOf(
              Network.subnets(account, network.texts("subnetIds")),
              "InvalidParameterValueException");
      settled = settled.with("vpcConfig", network.with("vpcId", vpc.orElse("")));
    }
    return LambdaCode.settle(account, settled);
  }

  @Override
  public Made create(Account account, Fields properties) {
    var name = properties.text("name", "");
    requireUnreserved(account, properties, "");
    LambdaFunctionNeeds.requireAll(account, properties);
    var arn = account.arn("lambda", "function:" + name);
    return made(
        account,
        name,
        properties
            .with("arn", arn)
            .with("invokeArn", invokeArn(account, arn))
            .with("lastModified", MODIFIED.format(account.now()))
            .with("signingJobArn", "")
            .with("signingProfileVersionArn", "")
            .with(
                FunctionVersions.outputs(
                    account, arn, properties.flag("publish") ? "1" : Functions.LATEST)));
  }

  static String invokeArn(Account account, String arn) {
    return "arn:aws:apigateway:%s:lambda:path/2015-03-31/functions/%s/invocations"
        .formatted(account.region(), arn);
  }

  private static void requireUnreserved(Account account, Fields properties, String itself) {
    var others = account.all(TYPE).filter(function -> !function.id().equals(itself));
    requireUnreserved("ReservedConcurrentExecutions", unreserved(others) - reserved(properties));
  }

  /** Lambda keeps 100 concurrent executions for functions without reserved concurrency. */
  static void requireUnreserved(String specified, double left) {
    if (left < UNRESERVED) {
      throw new AwsFault(
          "InvalidParameterValueException",
          "Specified %s for function decreases account's UnreservedConcurrentExecution below its minimum value of [%d]."
              .formatted(specified, UNRESERVED));
    }
  }

  /** The concurrent executions that functions without reserved concurrency share. */
  static double unreserved(Account account) {
    return unreserved(account.all(TYPE));
  }

  private static double unreserved(Stream<Entity> functions) {
    return ACCOUNT_CONCURRENCY - functions.mapToDouble(each -> reserved(each.properties())).sum();
  }

  private static double reserved(Fields properties) {
    return Math.max(0, properties.number("reservedConcurrentExecutions").orElse(-1));
  }

  /** Changes a function without publishing it, as everyone but the provider does. */
  @Override
  public Made update(Account account, Entity before, Fields properties) {
    requireUnreserved(account, properties, before.id());
    LambdaFunctionNeeds.requireAll(account, properties);
    var function = before.with(properties.with("lastModified", MODIFIED.format(account.now())));
    var network = before.properties().fields("vpcConfig");
    return new Made(LambdaInterfaces.leftBehind(account.with(function), network), function);
  }

  @Override
  public Made update(Account account, Entity before, Fields properties, Fields state) {
    var version =
        FunctionVersions.isPublished(state, properties)
            ? String.valueOf(Functions.newest(before) + 1)
            : before
                .text("version")
                .filter(any -> properties.flag("publish"))
                .orElse(Functions.LATEST);
    var arn = before.text("arn").orElse("");
    return update(
        account, before, properties.with(FunctionVersions.outputs(account, arn, version)));
  }

  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    if (state.flag("skipDestroy")) {
      return account;
    }
    var network = entity.properties().fields("vpcConfig");
    return LambdaInterfaces.leftBehind(account.without(entity), replaced(account, network, state));
  }

  /**
   * The provider can swap a function's groups before it deletes the function, which releases them.
   */
  private static Fields replaced(Account account, Fields network, Fields state) {
    if (!state.flag("replaceSecurityGroupsOnDestroy") || network.names().isEmpty()) {
      return network;
    }
    var others =
        state.has("replacementSecurityGroupIds")
            ? state.texts("replacementSecurityGroupIds")
            : Network.defaultSecurityGroup(account, network.text("vpcId"));
    return network.with("securityGroupIds", Value.of(others));
  }
}
