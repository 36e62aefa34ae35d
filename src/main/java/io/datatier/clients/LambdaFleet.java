package io.datatier.clients;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.pulumi.aws.ec2.SecurityGroup;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.datatier.component.Component;
import io.datatier.component.LogGroups;
import io.datatier.component.OutputMap;
import io.datatier.config.InvalidValue;
import io.datatier.proxy.ProxyEndpoint;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Lambda functions that use the database through its proxy: one security group that reaches the
 * proxy and AWS, and for each function its role, log group and typed environment. Without functions
 * it creates nothing.
 */
public final class LambdaFleet extends Component {

  private final Map<FunctionName, DeployedFunction> functions;

  /** Functions without a parent. */
  public LambdaFleet(
      String name, List<FunctionSettings> functions, ProxyEndpoint endpoint, LogGroups logs) {
    this(name, functions, endpoint, logs, ComponentResourceOptions.Empty);
  }

  /**
   * {@code functions}, connected through {@code endpoint}.
   *
   * @throws InvalidValue if two functions have one name, or one names a user that the proxy does
   *     not know, or wants a read-only endpoint that it does not have
   */
  public LambdaFleet(
      String name,
      List<FunctionSettings> functions,
      ProxyEndpoint endpoint,
      LogGroups logs,
      ComponentResourceOptions options) {
    super("datatier:clients:LambdaFleet", name, options);
    requireValid(functions, endpoint);
    this.functions = functions.isEmpty() ? Map.of() : create(name, functions, endpoint, logs);
    registerOutputs(Map.of());
  }

  /** The functions by their names in AWS. */
  public Map<FunctionName, DeployedFunction> functions() {
    return functions;
  }

  /** What other stacks need of each, by its name in AWS; see {@link DeployedFunction#described}. */
  public Output<Map<String, Map<String, String>>> described() {
    return OutputMap.of(
        functions.entrySet().stream()
            .collect(
                toUnmodifiableMap(
                    each -> each.getKey().value(), each -> each.getValue().described())));
  }

  private Map<FunctionName, DeployedFunction> create(
      String name, List<FunctionSettings> functions, ProxyEndpoint endpoint, LogGroups logs) {
    var group =
        endpoint
            .network()
            .createSecurityGroup(
                child("group"), name, "Functions that use the database", childOptions());
    var paths = permitPaths(endpoint, group);
    return functions.stream()
        .collect(
            toUnmodifiableMap(
                FunctionSettings::name,
                function ->
                    new LambdaFunction(
                            child(function.name().value()),
                            new LambdaFunctionArgs(
                                function,
                                function.login().through(endpoint),
                                group.id(),
                                logs,
                                paths),
                            childComponentOptions())
                        .deployed()));
  }

  private static void requireValid(List<FunctionSettings> functions, ProxyEndpoint endpoint) {
    var taken = new HashSet<FunctionName>();
    for (var function : functions) {
      function.login().through(endpoint);
      if (!taken.add(function.name())) {
        throw new InvalidValue(function.name().value(), "be listed once");
      }
    }
  }

  private List<Resource> permitPaths(ProxyEndpoint endpoint, SecurityGroup group) {
    var toProxy = endpoint.permit(child("proxy"), group.id(), "Functions to proxy", childOptions());
    var toAws = endpoint.network().permitAwsCalls(child("aws"), group.id(), childOptions());
    var further = endpoint.network().permitDestinations(child("to"), group.id(), childOptions());
    return Stream.of(toProxy, toAws, further).flatMap(List::stream).toList();
  }
}
