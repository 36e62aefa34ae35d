package app;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.asset.FileArchive;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicyAttachment;
import com.pulumi.aws.iam.RolePolicyAttachmentArgs;
import com.pulumi.aws.lambda.Function;
import com.pulumi.aws.lambda.FunctionArgs;
import com.pulumi.aws.lambda.inputs.FunctionEnvironmentArgs;
import com.pulumi.aws.lambda.inputs.FunctionVpcConfigArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import io.datatier.clients.ProxyClient;
import io.datatier.clients.ProxyClientArgs;
import io.datatier.component.LogGroups;
import io.datatier.database.Database;
import io.datatier.database.DatabaseName;
import io.datatier.database.DatabaseSettings;
import io.datatier.database.DatabaseUser;
import io.datatier.database.DatabaseUsers;
import io.datatier.database.SecretRecovery;
import io.datatier.encryption.EncryptionKeys;
import io.datatier.encryption.KeySettings;
import io.datatier.network.AvailabilityZone;
import io.datatier.network.CidrBlock;
import io.datatier.network.CreatedNetwork;
import io.datatier.network.Network;
import io.datatier.network.Zones;
import io.datatier.observability.AlarmSettings;
import io.datatier.observability.AlarmTopic;
import io.datatier.observability.ProxyAlarms;
import io.datatier.proxy.ClientAuthentication;
import io.datatier.proxy.DatabaseProxy;
import io.datatier.proxy.ProxyLogin;
import io.datatier.proxy.ProxySettings;
import io.datatier.runtime.JavaRuntime;
import io.datatier.values.LogRetention;
import java.util.List;

/** A database behind a proxy, and a function that connects to it with an IAM token. */
public final class App {

  private static final String LAMBDA_MAY_ASSUME =
      """
      {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
       "Principal": {"Service": "lambda.amazonaws.com"}}]}
      """;

  /** What all names begin with. */
  private static final String NAME = "${PROJECT}";

  private App() {}

  public static void main(String[] args) {
    JavaRuntime.prepare();
    Pulumi.run(App::stack);
  }

  static void stack(Context context) {
    var region = context.config("aws").require("region");
    var zones = List.of(new AvailabilityZone(region + "a"), new AvailabilityZone(region + "b"));
    var network =
        new Network(NAME, new CreatedNetwork(new CidrBlock("10.30.0.0/16"), new Zones(zones)));
    var login = database(network);

    var group =
        network.createSecurityGroup(
            NAME + "-service", NAME + "-service", "The service", CustomResourceOptions.Empty);
    var role =
        new Role(NAME + "-service", RoleArgs.builder().assumeRolePolicy(LAMBDA_MAY_ASSUME).build());
    var client =
        new ProxyClient(
            NAME + "-service-database", ProxyClientArgs.of(login, group.id(), role.name()));

    // The service itself grants what a function in a VPC needs besides the database.
    new RolePolicyAttachment(
        NAME + "-service-network",
        RolePolicyAttachmentArgs.builder()
            .role(role.name())
            .policyArn("arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole")
            .build());
    new Function(
        NAME + "-service",
        FunctionArgs.builder()
            .runtime("nodejs22.x")
            .handler("index.handler")
            .code(new FileArchive("function"))
            .role(role.arn())
            .reservedConcurrentExecutions(20)
            // Above the proxy's borrow timeout, so that the function sees its error.
            .timeout(150)
            .vpcConfig(
                FunctionVpcConfigArgs.builder()
                    .subnetIds(network.privateSubnetIds())
                    .securityGroupIds(Output.all(group.id()))
                    .build())
            .environment(FunctionEnvironmentArgs.builder().variables(client.environment()).build())
            .build());

    context.export("proxy", login.endpoint().host());
    context.export("environment", client.environment());
  }

  /** A database with one user for the service, who signs in with an IAM token. */
  private static ProxyLogin database(Network network) {
    var keys = new EncryptionKeys(NAME + "-keys", KeySettings.awsManaged());
    var logs = new LogGroups(new LogRetention(30), keys.logs());
    var database =
        new Database(
            NAME + "-postgres",
            DatabaseSettings.builder()
                .databaseName(new DatabaseName("app"))
                .deletionProtection(false)
                .finalSnapshot(false)
                .build(),
            network,
            keys,
            logs);
    var users =
        new DatabaseUsers(
            NAME + "-users",
            List.of(DatabaseUser.readWrite("app")),
            new SecretRecovery(7),
            database,
            keys);
    var proxy =
        new DatabaseProxy(
            NAME + "-proxy",
            ProxySettings.builder().authentication(ClientAuthentication.IAM).build(),
            database,
            users.logins(),
            logs);
    var alarms = AlarmSettings.builder().build();
    var topic = new AlarmTopic(NAME + "-alarms", alarms);
    new ProxyAlarms(NAME + "-proxy-alarms", alarms, proxy, topic);
    return proxy.endpoint().login("app");
  }
}
