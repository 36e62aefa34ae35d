package io.datatier.clients;

import io.datatier.config.Allows;
import io.datatier.config.Between;
import io.datatier.config.Constraints;
import io.datatier.config.InvalidValue;
import io.datatier.config.OfStack;
import io.datatier.config.Rule;
import io.datatier.network.EndpointService;
import io.datatier.network.NetworkSettings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a function may use besides the database.
 *
 * @param policies managed policies of its role; IAM attaches at most ten (IAM user guide, "IAM and
 *     AWS STS quotas")
 * @param permissions statements of a policy of its own
 * @param calls the services of AWS that it calls, for which a created network gets an endpoint
 */
public record FunctionAccess(
    @Between(most = "10", unit = "managed policies")
        @Allows("ARNs of managed policies for the function's role")
        List<PolicyArn> policies,
    @Between(most = "20", unit = "permissions")
        @Allows("what the function's role may do besides logging in")
        List<Permission> permissions,
    @Allows(
            "AWS services that the function calls, such as `sqs`; a created network gets an"
                + " interface endpoint for each")
        Set<EndpointService> calls) {

  public FunctionAccess {
    policies = List.copyOf(policies);
    permissions = List.copyOf(permissions);
    calls = Set.copyOf(calls);
    Constraints.check(FunctionAccess.class, policies, permissions, calls);
  }

  // IAM takes the second attachment for the first, and so would its deletion.
  @Rule
  static void requireDifferentPolicies(List<PolicyArn> policies) {
    if (new HashSet<>(policies).size() < policies.size()) {
      throw new InvalidValue(
          policies.stream().map(PolicyArn::value).toList(), "name each policy once");
    }
  }

  @Rule
  static void requireEndpoints(Set<EndpointService> calls, @OfStack NetworkSettings network) {
    var missing = new TreeSet<String>();
    calls.stream()
        .filter(service -> !network.reaches(service))
        .forEach(service -> missing.add(service.value()));
    if (!missing.isEmpty()) {
      throw new InvalidValue(
          String.join(", ", missing),
          "be among datatier:network.endpointServices, or that list be left out");
    }
  }
}
