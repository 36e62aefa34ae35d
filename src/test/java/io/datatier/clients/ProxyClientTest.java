package io.datatier.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import com.pulumi.core.Output;
import io.datatier.proxy.ClientAuthentication;
import io.datatier.testing.RecordedStack;
import io.datatier.testing.SampleTier;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class ProxyClientTest {

  private static final String RULE = "aws:vpc/securityGroup%1$sRule:SecurityGroup%1$sRule";
  private static final String EGRESS = RULE.formatted("Egress");
  private static final String INGRESS = RULE.formatted("Ingress");
  private static final String POLICY = "aws:iam/rolePolicy:RolePolicy";
  private static final String IN = " in datatier:clients:ProxyClient";

  private static RecordedStack secret;
  private static RecordedStack iam;

  @BeforeAll
  static void register() {
    secret =
        RecordedStack.of(
            context -> {
              var login = SampleTier.proxy().endpoint().login();
              var client =
                  new ProxyClient(
                      "batch",
                      ProxyClientArgs.of(login, Output.of("sg-batch"), Output.of("batch-role")));
              context.export("environment", client.environment());
            });
    iam =
        RecordedStack.of(
            context -> {
              var login =
                  SampleTier.proxy(ClientAuthentication.IAM, "orders", "reports")
                      .endpoint()
                      .login("reports");
              var args = ProxyClientArgs.of(login, Output.of("sg-batch"), Output.of("batch-role"));
              context.export("environment", new ProxyClient("batch", args).environment());
              new ProxyClient("caller", args.callingAws());
            });
  }

  @Test
  void with_a_secret_opens_the_way_to_the_proxy_and_to_aws_and_grants_the_secret() {
    assertEquals(
        List.of(
            "aws-egress: " + EGRESS + IN,
            "aws-ingress: " + INGRESS + IN,
            "proxy-egress: " + EGRESS + IN,
            "proxy-ingress: " + INGRESS + IN,
            "read-database-secret: " + POLICY + IN),
        secret.childrenOf("batch"));
    assertEquals(
        Map.of(
            "securityGroupId", "pool-group-id",
            "referencedSecurityGroupId", "sg-batch",
            "ipProtocol", "tcp",
            "fromPort", 5432.0,
            "toPort", 5432.0,
            "description", "batch to proxy"),
        secret.resource("batch-proxy-ingress").inputs());
    var policy = secret.resource("batch-read-database-secret").inputs();
    assertEquals("batch-role", policy.get("role"));
    assertEquals("batch-read-database-secret", policy.get("name"));
  }

  @Test
  void with_a_secret_the_environment_says_where_it_is() {
    assertEquals(SampleTier.ENVIRONMENT, secret.output("environment"));
  }

  @Test
  void with_iam_grants_signing_in_as_one_user_and_needs_no_way_to_aws() {
    assertEquals(
        List.of(
            "connect-to-database: " + POLICY + IN,
            "proxy-egress: " + EGRESS + IN,
            "proxy-ingress: " + INGRESS + IN),
        iam.childrenOf("batch"));
    assertEquals(
        JsonParser.parseString(
            """
            {"Version": "2012-10-17",
             "Statement": {
               "Sid": "ConnectAsOneUser", "Effect": "Allow", "Action": "rds-db:connect",
               "Resource":
                 "arn:aws:rds-db:us-east-1:123456789012:dbuser:prx-0a1b2c3d4e5f60718/reports"}}
            """),
        JsonParser.parseString(
            (String) iam.resource("batch-connect-to-database").inputs().get("policy")));
  }

  @Test
  void with_iam_the_environment_names_no_secret() {
    assertEquals(
        Map.of(
            "RDS_PROXY_ENDPOINT", "campaign.proxy-abc123def456.us-east-1.rds.amazonaws.com",
            "DATABASE_NAME", "campaign_system",
            "DATABASE_PORT", "5432",
            "DATABASE_USER", "reports",
            "DATABASE_AUTHENTICATION", "iam",
            "DATABASE_SSLMODE", "verify-full"),
        iam.output("environment"));
  }

  @Test
  void opens_the_way_to_aws_on_request() {
    assertEquals(
        List.of(
            "aws-egress: " + EGRESS + IN,
            "aws-ingress: " + INGRESS + IN,
            "connect-to-database: " + POLICY + IN,
            "proxy-egress: " + EGRESS + IN,
            "proxy-ingress: " + INGRESS + IN),
        iam.childrenOf("caller"));
  }
}
