package io.datatier.capacity;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** All clients of one database. */
public record Demand(List<Client> clients) {

  /**
   * Default quota of concurrent executions per account and region (Lambda developer guide, "Lambda
   * quotas").
   */
  public static final int ACCOUNT_CONCURRENCY = 1_000;

  /**
   * How many of them Lambda keeps for functions without reserved concurrency (Lambda developer
   * guide, "Configuring reserved concurrency").
   */
  public static final int UNRESERVABLE_CONCURRENCY = 100;

  public Demand {
    clients = List.copyOf(clients);
  }

  /** The most connections that all clients can hold at once. */
  public long peakConnections() {
    return bounded().stream().mapToLong(client -> client.connections().orElseThrow()).sum()
        + sharedExecutions();
  }

  /** The functions without reserved concurrency. */
  public List<Client> unbounded() {
    return clients.stream().filter(client -> client.connections().isEmpty()).toList();
  }

  /** How many executions the unbounded functions together can have at once. */
  public long sharedExecutions() {
    return unbounded().isEmpty()
        ? 0
        : Math.max(UNRESERVABLE_CONCURRENCY, ACCOUNT_CONCURRENCY - reservedExecutions());
  }

  /** How many executions all functions together reserve. */
  public long reservedExecutions() {
    return bounded().stream()
        .filter(client -> client.kind() == Client.Kind.FUNCTION)
        .mapToLong(client -> client.connections().orElseThrow())
        .sum();
  }

  /** How many connections each client has at the peak. */
  public ToDoubleFunction<Client> weights() {
    var unbounded = (double) sharedExecutions() / unbounded().size();
    return client -> client.connections().isPresent() ? client.connections().getAsInt() : unbounded;
  }

  private List<Client> bounded() {
    return clients.stream().filter(client -> client.connections().isPresent()).toList();
  }
}
