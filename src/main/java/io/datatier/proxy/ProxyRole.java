package io.datatier.proxy;

import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.datatier.aws.ServiceTrust;
import io.datatier.database.DatabaseLogin;
import io.datatier.database.DatabaseSecret;
import java.util.List;

/**
 * The role that reads the secrets of the proxy's users.
 *
 * @param role assumed by RDS only
 * @param policy reads those secrets; must exist before the proxy logs in
 */
record ProxyRole(Role role, Resource policy) {

  static ProxyRole reading(
      List<DatabaseLogin> logins,
      String roleName,
      String logicalName,
      CustomResourceOptions options) {
    var role =
        new Role(
            logicalName + "-role",
            RoleArgs.builder()
                .name(roleName)
                .description("Lets RDS Proxy " + roleName + " read its database secret")
                .assumeRolePolicy(ServiceTrust.onlyFor("rds.amazonaws.com"))
                .build(),
            options);
    var policy =
        new RolePolicy(
            logicalName + "-role-secret",
            RolePolicyArgs.builder()
                .role(role.name())
                .name("read-database-secret")
                .policy(
                    DatabaseSecret.readPolicy(logins.stream().map(DatabaseLogin::secret).toList()))
                .build(),
            options);
    return new ProxyRole(role, policy);
  }

  Output<String> arn() {
    return role.arn();
  }
}
