package io.datatier;

import com.pulumi.core.Output;
import io.datatier.proxy.ProxyEndpoint;
import java.util.Map;

/** The configuration of another stack whose clients use this one's proxy. */
final class ClientStack {

  private ClientStack() {}

  /** Keys and values, for {@code config} in the other stack's file as they are. */
  static Output<Map<String, Object>> of(ProxyEndpoint endpoint) {
    return Output.tuple(endpoint.network().asExisting(), endpoint.asExisting())
        .applyValue(
            known ->
                Map.of(
                    key("network"), known.t1,
                    key("database"), Map.of("databaseName", endpoint.databaseName()),
                    key("proxy"), Map.of("existing", known.t2)));
  }

  private static String key(String name) {
    return StackSettings.NAMESPACE + ":" + name;
  }
}
