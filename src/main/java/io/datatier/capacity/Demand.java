package io.datatier.capacity;

import java.util.List;

/** All clients of one database. */
public record Demand(List<Client> clients) {

  /**
   * How many executions an account runs at once in a region by default (Lambda developer guide,
   * "Lambda quotas").
   */
  public static final int ACCOUNT_CONCURRENCY = 1_000;

  /**
   * How many of them Lambda keeps for functions that reserve none (Lambda developer guide,
   * "Configuring reserved concurrency").
   */
  public static final int UNRESERVABLE_CONCURRENCY = 100;

  public Demand {
    clients = List.copyOf(clients);
  }

  /** The most connections that all clients hold at once. */
  public long peakConnections() {
    return bounded().stream().mapToLong(client -> client.connections().orElseThrow()).sum()
        + sharedExecutions();
  }

  /** The functions that may take whatever the account has left. */
  public List<Client> unbounded() {
    return clients.stream().filter(client -> client.connections().isEmpty()).toList();
  }

  /** How many executions the unbounded functions can have at once, all together. */
  public long sharedExecutions() {
    return unbounded().isEmpty()
        ? 0
        : Math.max(UNRESERVABLE_CONCURRENCY, ACCOUNT_CONCURRENCY - reservedExecutions());
  }

  /** How many executions all functions reserve. */
  public long reservedExecutions() {
    return bounded().stream()
        .filter(client -> client.kind() == Client.Kind.FUNCTION)
        .mapToLong(client -> client.connections().orElseThrow())
        .sum();
  }

  /** The share of the peak that falls to {@code client}. */
  public double weight(Client client) {
    return client.connections().isPresent()
        ? client.connections().getAsInt()
        : (double) sharedExecutions() / unbounded().size();
  }

  private List<Client> bounded() {
    return clients.stream().filter(client -> client.connections().isPresent()).toList();
  }
}
