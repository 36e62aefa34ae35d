package io.datatier.clients;

import com.pulumi.aws.iam.RolePolicy;
import com.pulumi.aws.iam.RolePolicyArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.datatier.component.Component;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a client created elsewhere, of any kind, needs to use the database through its proxy: the
 * network rule, the grant and the environment, together because a client that lacks one of the
 * three fails with a timeout or a refusal that does not name it.
 *
 * <p>One for each security group: EC2 refuses a rule that a group has already.
 */
public final class ProxyClient extends Component {

  private final Output<Map<String, String>> environment;

  /** A client without a parent. */
  public ProxyClient(String name, ProxyClientArgs args) {
    this(name, args, ComponentResourceOptions.Empty);
  }

  /**
   * The client that {@code args} describe.
   *
   * @param name also the first part of the grant's name on the role
   */
  public ProxyClient(String name, ProxyClientArgs args, ComponentResourceOptions options) {
    super("datatier:clients:ProxyClient", name, options);
    var login = args.login();
    var needs = new ArrayList<Resource>(permitPaths(name, args));
    // The role belongs to others and may have other policies.
    var policyName = child(login.grantName());
    needs.add(
        new RolePolicy(
            policyName,
            RolePolicyArgs.builder()
                .role(args.roleName())
                .name(policyName)
                .policy(login.grant())
                .build(),
            childOptions()));
    this.environment = after(needs, DatabaseEnvironment.of(login).variables());
    registerOutputs(Map.of());
  }

  /**
   * The environment variables for the client. Whatever uses them is created after the network rule
   * and the grant, and deleted before them.
   */
  public Output<Map<String, String>> environment() {
    return environment;
  }

  private List<Resource> permitPaths(String name, ProxyClientArgs args) {
    var endpoint = args.login().endpoint();
    var group = args.securityGroupId();
    var paths =
        new ArrayList<>(endpoint.permit(child("proxy"), group, name + " to proxy", childOptions()));
    if (args.callsAws()) {
      paths.addAll(endpoint.network().permitAwsCalls(child("aws"), group, childOptions()));
    }
    return paths;
  }

  // An URN, unlike an id, is known at preview, so policies can judge there what is built on it.
  private static <T> Output<T> after(List<Resource> needs, Output<T> output) {
    return Output.tuple(Output.all(needs.stream().map(Resource::urn).toList()), output)
        .applyValue(both -> both.t2);
  }
}
