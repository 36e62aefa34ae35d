package io.datatier.migrations;

import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.lambda.Function;
import com.pulumi.aws.lambda.FunctionArgs;
import com.pulumi.aws.lambda.Invocation;
import com.pulumi.aws.lambda.InvocationArgs;
import com.pulumi.aws.lambda.inputs.FunctionEnvironmentArgs;
import com.pulumi.aws.lambda.inputs.FunctionVpcConfigArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.datatier.clients.Artifact;
import io.datatier.clients.ClientRole;
import io.datatier.clients.FunctionName;
import io.datatier.clients.FunctionPolicy;
import io.datatier.component.Component;
import io.datatier.component.LogGroups;
import io.datatier.component.ResourceOutput;
import io.datatier.config.InvalidValue;
import io.datatier.database.DatabaseComponent;
import io.datatier.database.DatabaseLogin;
import io.datatier.database.DatabaseSecret;
import io.datatier.database.DatabaseUsers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Creates the users of a database and their passwords on {@code up}: a Lambda function in the admin
 * group, invoked whenever the users, their secrets or the database change. Anyone who may invoke
 * the function can create database users with access to all tables, but cannot run SQL of their
 * own.
 */
public final class UserMigration extends Component {

  private static final int MEMORY_MIB = 512;

  // The function gives up waiting for another run, or for an answer, before this.
  private static final int TIMEOUT_SECONDS = 300;

  private final Invocation invocation;
  private final List<DatabaseLogin> users;

  /** A function without a parent. */
  public UserMigration(
      String name,
      Artifact artifact,
      DatabaseComponent database,
      DatabaseUsers users,
      LogGroups logs) {
    this(name, artifact, database, users, logs, ComponentResourceOptions.Empty);
  }

  /**
   * The function that creates {@code users} in {@code database}.
   *
   * @param name also the function's name in AWS
   * @param artifact what {@code make migrations} builds
   * @throws InvalidValue if there are no users
   */
  public UserMigration(
      String name,
      Artifact artifact,
      DatabaseComponent database,
      DatabaseUsers users,
      LogGroups logs,
      ComponentResourceOptions options) {
    super("datatier:migrations:UserMigration", name, options);
    var functionName = new FunctionName(name).value();
    if (users.requested().isEmpty()) {
      throw new InvalidValue("[]", "list at least one user for a function to create");
    }
    var logGroup = logs.create(child("log"), "/aws/lambda/" + functionName, childOptions());
    this.users = users.applications();
    var secrets = this.users.stream().map(DatabaseLogin::secret).toList();
    var role =
        ClientRole.assumedBy(
            "lambda.amazonaws.com",
            RoleArgs.builder()
                .name(functionName)
                .description("Execution role of the function " + functionName),
            Map.of(
                "read-database-secrets", DatabaseSecret.readPolicy(all(database, secrets)),
                "write-user-secrets", DatabaseSecret.writePolicy(secrets),
                "run-in-vpc",
                    FunctionPolicy.runInVpc(
                        functionName, ResourceOutput.of(logGroup, logGroup.arn()))),
            name,
            childOptions());
    var prerequisites = new ArrayList<>(role.policies());
    prerequisites.add(logGroup);
    var function = createFunction(functionName, artifact, database, role.role(), prerequisites);
    this.invocation = invoke(function, database, users);
    registerOutputs(Map.of("result", result()));
  }

  /** The answer of the last call: the users, and how many secrets got their first value. */
  public Output<String> result() {
    return ResourceOutput.of(invocation, invocation.result());
  }

  /**
   * The users, known once they are created. A proxy with these users waits until every secret has a
   * value: one that starts earlier cannot log in.
   */
  public List<DatabaseLogin> logins() {
    return users.stream()
        .map(
            user ->
                new DatabaseLogin(
                    user.username(),
                    new DatabaseSecret(
                        ResourceOutput.of(invocation, user.secret().arn()),
                        user.secret().keyArn())))
        .toList();
  }

  private static List<DatabaseSecret> all(
      DatabaseComponent database, List<DatabaseSecret> secrets) {
    return Stream.concat(Stream.of(database.masterSecret()), secrets.stream()).toList();
  }

  private Function createFunction(
      String functionName,
      Artifact artifact,
      DatabaseComponent database,
      Role role,
      List<Resource> prerequisites) {
    var function =
        FunctionArgs.builder()
            .name(functionName)
            .description("Creates the users of a database and sets their passwords")
            .runtime("java17")
            .architectures("arm64")
            .handler("io.datatier.migrations.MigrationFunction")
            .memorySize(MEMORY_MIB)
            .timeout(TIMEOUT_SECONDS)
            .role(role.arn())
            .vpcConfig(
                FunctionVpcConfigArgs.builder()
                    .subnetIds(database.network().privateSubnetIds())
                    .securityGroupIds(Output.all(database.adminAccess().securityGroupId()))
                    .build())
            .environment(
                FunctionEnvironmentArgs.builder().variables(environment(database)).build());
    return new Function(
        child("function"),
        artifact.into(function).build(),
        // Lambda makes its network interfaces as this role while it creates the function.
        childOptionsAfter(prerequisites));
  }

  private static Output<Map<String, String>> environment(DatabaseComponent database) {
    return Output.tuple(database.adminAccess().endpoint(), database.masterSecret().arn())
        .applyValue(
            known ->
                Map.of(
                    "DATABASE_ADMIN_ENDPOINT",
                    known.t1,
                    "DATABASE_ADMIN_SECRET_ARN",
                    known.t2,
                    "DATABASE_NAME",
                    database.databaseName().value()));
  }

  // The provider calls again when input or triggers change. A recreated database has a new master
  // secret under RDS's name for it, and none of the users.
  private Invocation invoke(Function function, DatabaseComponent database, DatabaseUsers users) {
    var paths = new ArrayList<Resource>();
    paths.add(database);
    paths.addAll(
        database
            .network()
            .permitAwsCalls(
                child("aws"), database.adminAccess().securityGroupId(), childOptions()));
    return new Invocation(
        child("invocation"),
        InvocationArgs.builder()
            .functionName(function.name())
            .input(UserMigrationEvent.of(users))
            .triggers(database.masterSecret().arn().applyValue(arn -> Map.of("database", arn)))
            .build(),
        childOptionsAfter(paths));
  }
}
