package io.datatier.clients;

import com.pulumi.core.Output;
import com.pulumi.resources.Resource;
import io.datatier.component.LogGroups;
import io.datatier.proxy.ProxyLogin;
import java.util.List;

/**
 * One function within its fleet.
 *
 * @param paths the network rules without which its first connection would time out
 */
record LambdaFunctionArgs(
    FunctionSettings settings,
    ProxyLogin login,
    Output<String> securityGroupId,
    LogGroups logGroups,
    List<Resource> paths) {}
