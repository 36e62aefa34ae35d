package io.datatier.proof.doctor;

import io.datatier.proof.doctor.DeployedStack.Named;
import io.datatier.proof.doctor.DeployedStack.NamedProxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.model.DBProxy;

/**
 * A deployed stack as AWS has it.
 *
 * @param proxies those that are there
 * @param clients by their names
 */
record Tier(DeployedStack stack, List<Proxy> proxies, Map<String, Once<Optional<Client>>> clients) {

  /**
   * Asks for the proxies, without which there is nothing to look at.
   *
   * @throws RuntimeException if AWS does not answer, or the credentials are of another account
   */
  static Tier of(DeployedStack stack, Aws aws) {
    var found =
        aws.rds().describeDBProxiesPaginator(request -> {}).dbProxies().stream()
            .collect(Collectors.toMap(DBProxy::dbProxyArn, Function.identity()));
    var proxies =
        stack.proxies().stream()
            .flatMap(named -> Optional.ofNullable(found.get(named.arn())).stream())
            .map(proxy -> Proxy.of(aws.rds(), proxy))
            .toList();
    var tier = new Tier(stack, proxies, clients(stack, new Clients(aws)));
    var missing = tier.missing().findFirst();
    if (missing.isPresent()) {
      checkAccount(missing.get(), aws.sts().getCallerIdentity().account());
    }
    return tier;
  }

  /** Of another account, AWS answers everything and has nothing. */
  private static void checkAccount(NamedProxy missing, String account) {
    if (!missing.account().equals(account)) {
      throw Refusal.ofAnotherAccount(
          "proxy %s is in account %s, and these credentials are of account %s"
              .formatted(missing.name(), missing.account(), account));
    }
  }

  private static Map<String, Once<Optional<Client>>> clients(DeployedStack stack, Clients asked) {
    var clients = new LinkedHashMap<String, Once<Optional<Client>>>();
    stack.functions().forEach(it -> clients.put(it.name(), client(it, asked::function)));
    stack.fleets().forEach(it -> clients.put(it.name(), client(it, asked::workers)));
    return clients;
  }

  /** Who only may be one is, if AWS says that it knows an endpoint. */
  private static Once<Optional<Client>> client(Named named, Function<String, Client> asked) {
    return new Once<>(
        () ->
            Optional.of(asked.apply(named.name()))
                .filter(
                    it -> named.isCertain() || it.variables().containsKey(DeployedStack.ENDPOINT)));
  }

  /** Where AWS is asked. */
  private static boolean isAsked(DeployedStack stack, NamedProxy proxy) {
    return proxy.region().equals(stack.proxies().get(0).region());
  }

  /** Those of regions that are not asked. */
  Stream<NamedProxy> elsewhere() {
    return stack.proxies().stream().filter(named -> !isAsked(stack, named));
  }

  /** Those that the state has and AWS has not. */
  Stream<NamedProxy> missing() {
    return stack.proxies().stream()
        .filter(named -> isAsked(stack, named))
        .filter(
            named ->
                proxies.stream().noneMatch(it -> it.itself().dbProxyArn().equals(named.arn())));
  }

  /** A question about each client. */
  Stream<Question> ofClients(Finding.Symptom symptom, Function<Client, Stream<Finding>> answer) {
    return clients.entrySet().stream()
        .map(
            client ->
                new Question(
                    symptom,
                    client.getKey(),
                    () -> client.getValue().get().stream().flatMap(answer)));
  }

  /** A question about each proxy. */
  Stream<Question> ofProxies(Finding.Symptom symptom, Function<Proxy, Stream<Finding>> answer) {
    return proxies.stream()
        .map(proxy -> new Question(symptom, "proxy " + proxy.name(), () -> answer.apply(proxy)));
  }

  /** The proxy that a client connects to. */
  Optional<Proxy> proxyOf(Client client) {
    return proxies.stream()
        .filter(proxy -> proxy.endpoint(endpoint(client)).isPresent())
        .findFirst();
  }

  private static String endpoint(Client client) {
    return client.variables().getOrDefault(DeployedStack.ENDPOINT, "");
  }

  /** The endpoint that a client connects to. */
  Optional<Endpoint> endpointOf(Client client) {
    return proxyOf(client).flatMap(proxy -> proxy.endpoint(endpoint(client)));
  }
}
