package io.datatier.clients;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.datatier.component.Component;
import io.datatier.network.GroupRule;
import io.datatier.proxy.ProxyEndpoint;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Lambda functions that use the database through its proxy: one security group that reaches the
 * proxy and AWS, and for each function its role, log group and typed environment.
 */
public final class LambdaFleet extends Component {

  private final Map<FunctionName, DeployedFunction> functions;

  /** Functions of the stack's own, without a parent. */
  public LambdaFleet(String name, LambdaFleetArgs args) {
    this(name, args, ComponentResourceOptions.Empty);
  }

  /** The functions that {@code args} list. */
  public LambdaFleet(String name, LambdaFleetArgs args, ComponentResourceOptions options) {
    super("datatier:clients:LambdaFleet", name, options);
    var endpoint = args.endpoint();
    var group =
        endpoint
            .network()
            .createSecurityGroup(
                child("group"), name, "Functions that use the database", childOptions());
    var paths = permitPaths(endpoint, group);
    this.functions =
        args.functions().stream()
            .collect(
                toUnmodifiableMap(
                    FunctionSettings::name,
                    function ->
                        new LambdaFunction(
                                child(function.name().value()),
                                new LambdaFunctionArgs(
                                    function,
                                    args.loginOf(function),
                                    group.id(),
                                    args.logGroups(),
                                    paths),
                                childComponentOptions())
                            .deployed()));
    registerOutputs(Map.of());
  }

  /** The functions by their names in AWS. */
  public Map<FunctionName, DeployedFunction> functions() {
    return functions;
  }

  private List<Resource> permitPaths(ProxyEndpoint endpoint, SecurityGroup group) {
    var toProxy =
        new GroupRule(
                group.id(), endpoint.securityGroupId(), ProxyEndpoint.PORT, "Functions to proxy")
            .permit(child("proxy"), childOptions());
    var toAws = endpoint.network().permitAwsCalls(child("aws"), group.id(), childOptions());
    return Stream.concat(toProxy.stream(), toAws.stream()).toList();
  }
}
