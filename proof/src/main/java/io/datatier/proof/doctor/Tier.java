package io.datatier.proof.doctor;

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
record Tier(DeployedStack stack, List<Proxy> proxies, Map<String, Once<Client>> clients) {

  /**
   * Asks for the proxies, without which there is nothing to look at.
   *
   * @throws RuntimeException if AWS does not answer
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
    return new Tier(stack, proxies, clients(stack, new Clients(aws)));
  }

  private static Map<String, Once<Client>> clients(DeployedStack stack, Clients asked) {
    var clients = new LinkedHashMap<String, Once<Client>>();
    stack.functions().forEach(name -> clients.put(name, new Once<>(() -> asked.function(name))));
    stack
        .fleets()
        .forEach(fleet -> clients.put(fleet.name(), new Once<>(() -> asked.workers(fleet))));
    return clients;
  }

  /** Those that the state has and AWS has not. */
  Stream<NamedProxy> missing() {
    return stack.proxies().stream()
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
                    symptom, client.getKey(), () -> answer.apply(client.getValue().get())));
  }

  /** A question about each proxy. */
  Stream<Question> ofProxies(Finding.Symptom symptom, Function<Proxy, Stream<Finding>> answer) {
    return proxies.stream()
        .map(proxy -> new Question(symptom, "proxy " + proxy.name(), () -> answer.apply(proxy)));
  }

  /** The proxy that a client connects to. */
  Optional<Proxy> proxyOf(Client client) {
    return proxies.stream().filter(proxy -> proxy.door(endpoint(client)).isPresent()).findFirst();
  }

  private static String endpoint(Client client) {
    return client.variables().getOrDefault(DeployedStack.ENDPOINT, "");
  }

  /** The endpoint that a client connects to. */
  Optional<Door> doorOf(Client client) {
    return proxyOf(client).flatMap(proxy -> proxy.door(endpoint(client)));
  }
}
