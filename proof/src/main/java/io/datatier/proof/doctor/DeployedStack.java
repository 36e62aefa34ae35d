package io.datatier.proof.doctor;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the engine's state says of a stack.
 *
 * @param proxies that it has: two while clients move from one to the other; or the one of another
 *     stack that its clients use
 * @param functions the names of its Lambda functions that connect to a proxy
 * @param fleets its workers that connect to a proxy
 * @param budget its plan of connections, if the proxy is its own
 */
record DeployedStack(
    List<NamedProxy> proxies, List<String> functions, List<Fleet> fleets, Optional<Budget> budget) {

  /**
   * A proxy as the state names it.
   *
   * @param arn {@code arn:aws:rds:REGION:ACCOUNT:db-proxy:ID}; a proxy that is made again under the
   *     same name has another
   */
  record NamedProxy(String name, String arn) {

    String region() {
      return arn.split(":", -1)[3];
    }
  }

  /**
   * Workers.
   *
   * @param template the id of the launch template with which they start
   * @param subnets in which they start
   */
  record Fleet(String name, String template, List<String> subnets) {}

  /**
   * The plan, in connections.
   *
   * @param peak the most that clients hold at once
   * @param limit the fewest that the database takes
   */
  record Budget(int peak, int limit) {}

  /** A client's address of its proxy. */
  static final String ENDPOINT = "RDS_PROXY_ENDPOINT";

  private static final Gson GSON = new Gson();

  /**
   * Reads a state.
   *
   * @param export what {@code pulumi stack export} prints
   * @throws JsonParseException if it is something else
   */
  static DeployedStack read(String export) {
    var state = GSON.fromJson(export, State.class);
    if (state == null || state.deployment() == null) {
      throw new JsonParseException("no deployment");
    }
    return of(Optional.ofNullable(state.deployment().resources()).orElse(List.of()));
  }

  private static DeployedStack of(List<Resource> resources) {
    var stack = outputs(resources, "pulumi:pulumi:Stack", StackOutputs.class).findFirst();
    var own =
        outputs(resources, "aws:rds/proxy:Proxy", ProxyOutputs.class)
            .map(proxy -> new NamedProxy(proxy.name(), proxy.arn()))
            .toList();
    var templates =
        outputs(resources, "aws:ec2/launchTemplate:LaunchTemplate", TemplateOutputs.class)
            .filter(template -> text(template.userData()).contains(ENDPOINT))
            .map(TemplateOutputs::id)
            .collect(Collectors.toSet());
    return new DeployedStack(
        own.isEmpty() ? stack.flatMap(StackOutputs::proxyOfAnother).stream().toList() : own,
        outputs(resources, "aws:lambda/function:Function", JsonObject.class)
            .filter(function -> function.toString().contains('"' + ENDPOINT + '"'))
            .map(function -> function.get("name").getAsString())
            .toList(),
        outputs(resources, "aws:autoscaling/group:Group", GroupOutputs.class)
            .flatMap(group -> group.fleet().stream())
            .filter(fleet -> templates.contains(fleet.template()))
            .toList(),
        stack.flatMap(StackOutputs::budget));
  }

  private static <T> Stream<T> outputs(List<Resource> resources, String type, Class<T> form) {
    return resources.stream()
        .filter(resource -> type.equals(resource.type()) && resource.outputs() != null)
        .map(resource -> GSON.fromJson(resource.outputs(), form));
  }

  /** User data, which a launch template has in Base64. */
  static String text(@Nullable String userData) {
    return userData == null
        ? ""
        : new String(Base64.getMimeDecoder().decode(userData), StandardCharsets.UTF_8);
  }

  private record State(@Nullable Deployment deployment) {}

  private record Deployment(@Nullable List<Resource> resources) {}

  private record Resource(@Nullable String type, @Nullable JsonObject outputs) {}

  private record ProxyOutputs(String name, String arn) {}

  private record TemplateOutputs(String id, @Nullable String userData) {}

  private record GroupOutputs(
      String name, @Nullable TemplateOutputs launchTemplate, List<String> vpcZoneIdentifiers) {

    Optional<Fleet> fleet() {
      return Optional.ofNullable(launchTemplate)
          .map(template -> new Fleet(name, template.id(), vpcZoneIdentifiers));
    }
  }

  private record StackOutputs(@Nullable Capacity capacity, @Nullable JsonObject client_stack) {

    Optional<Budget> budget() {
      return Optional.ofNullable(capacity)
          .flatMap(
              plan ->
                  Optional.ofNullable(plan.maxConnections())
                      .map(range -> new Budget((int) plan.peakConnections(), (int) range.least())));
    }

    /** The output is the configuration of another stack, with a proxy that exists. */
    Optional<NamedProxy> proxyOfAnother() {
      return Optional.ofNullable(client_stack)
          .map(keys -> GSON.fromJson(keys.get("datatier:proxy"), ProxyKey.class))
          .map(ProxyKey::existing)
          // <name>.proxy-<id>.<region>.rds.amazonaws.com
          .map(proxy -> new NamedProxy(proxy.endpoint().split("\\.", 2)[0], proxy.arn()));
    }
  }

  private record Capacity(double peakConnections, @Nullable Range maxConnections) {}

  private record Range(double least) {}

  private record ProxyKey(@Nullable ExistingProxy existing) {}

  private record ExistingProxy(String endpoint, String arn) {}
}
