package io.datatier.clients;

import com.pulumi.aws.iam.InstanceProfile;
import com.pulumi.aws.iam.InstanceProfileArgs;
import com.pulumi.aws.iam.Role;
import com.pulumi.aws.iam.RoleArgs;
import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.datatier.component.ServiceTrust;
import java.util.List;
import java.util.Map;

/**
 * The role of the workers of one fleet.
 *
 * @param role assumed by EC2, by nobody else
 * @param profile what hands it to an instance
 * @param policies what it may do; must be in force before a worker starts
 */
record WorkerRole(Role role, InstanceProfile profile, List<Resource> policies) {

  /**
   * Makes the role {@code name}.
   *
   * @param policies JSON by name
   */
  static WorkerRole allowing(
      Map<String, Output<String>> policies,
      String name,
      String logicalName,
      CustomResourceOptions options) {
    var role =
        new Role(
            logicalName + "-role",
            RoleArgs.builder()
                .name(name)
                .description("Role of the workers " + name)
                .assumeRolePolicy(ServiceTrust.onlyFor("ec2.amazonaws.com"))
                .build(),
            options);
    var profile =
        new InstanceProfile(
            logicalName + "-profile",
            InstanceProfileArgs.builder().name(name).role(role.name()).build(),
            options);
    var attached =
        policies.entrySet().stream()
            .<Resource>map(
                policy ->
                    new RolePolicy(
                        logicalName + "-" + policy.getKey(),
                        RolePolicyArgs.builder()
                            .role(role.name())
                            .name(policy.getKey())
                            .policy(policy.getValue())
                            .build(),
                        options))
            .toList();
    return new WorkerRole(role, profile, attached);
  }
}
