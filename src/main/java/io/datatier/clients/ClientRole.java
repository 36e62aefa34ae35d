package io.datatier.clients;

import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.datatier.aws.ServiceTrust;
import java.util.List;
import java.util.Map;

/**
 * The role that a client of the database runs as.
 *
 * @param role assumed by one AWS service only
 * @param policies its permissions; must exist before the client starts
 */
public record ClientRole(Role role, List<Resource> policies) {

  /**
   * Creates a role for {@code service}, such as {@code lambda.amazonaws.com}.
   *
   * @param policies as JSON, by their names
   * @param logicalName what the logical names of the role and its policies begin with
   */
  public static ClientRole assumedBy(
      String service,
      RoleArgs.Builder role,
      Map<String, Output<String>> policies,
      String logicalName,
      CustomResourceOptions options) {
    var made =
        new Role(
            logicalName + "-role",
            role.assumeRolePolicy(ServiceTrust.onlyFor(service)).build(),
            options);
    var attached =
        policies.entrySet().stream()
            .<Resource>map(
                policy ->
                    new RolePolicy(
                        logicalName + "-" + policy.getKey(),
                        RolePolicyArgs.builder()
                            .role(made.name())
                            .name(policy.getKey())
                            .policy(policy.getValue())
                            .build(),
                        options))
            .toList();
    return new ClientRole(made, attached);
  }
}
