package io.datatier.clients;

import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import io.datatier.proxy.ProxyEndpoint;
import io.datatier.values.LogRetention;
import java.util.List;

/**
 * One function within its fleet.
 *
 * @param paths the network rules without which its first connection would time out
 */
record LambdaFunctionArgs(
    FunctionSettings settings,
    ProxyEndpoint endpoint,
    DatabaseEnvironment environment,
    Output<String> securityGroupId,
    LogRetention logRetention,
    List<Resource> paths) {}
