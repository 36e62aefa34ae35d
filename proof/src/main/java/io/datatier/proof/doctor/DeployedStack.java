package io.datatier.proof.doctor;

import com.google.gson.JsonParseException;
import java.util.List;
import java.util.Optional;

/**
 * What the engine's state says of a stack.
 *
 * @param proxies that it has: two while clients move from one to the other; or the one of another
 *     stack that its clients use
 * @param functions its Lambda functions that connect to a proxy, or may
 * @param fleets its workers that connect to a proxy, or may
 * @param budget its plan of connections, if the proxy is its own
 * @param unread what could not be read
 */
record DeployedStack(
    List<NamedProxy> proxies,
    List<Named> functions,
    List<Named> fleets,
    Optional<Budget> budget,
    List<Unread> unread) {

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

    String account() {
      return arn.split(":", -1)[4];
    }
  }

  /**
   * A client as the state names it.
   *
   * @param name of a function, or of an Auto Scaling group
   * @param isCertain whether the state says that it connects to a proxy; where its variables are
   *     encrypted there, only AWS does
   */
  record Named(String name, boolean isCertain) {}

  /**
   * The plan, in connections.
   *
   * @param peak the most that clients hold at once
   * @param limit the fewest that the database takes
   */
  record Budget(int peak, int limit) {}

  /**
   * A part of the state that is incomplete, encrypted or odd.
   *
   * @param why a sentence
   */
  record Unread(String what, String why) {}

  /** A client's address of its proxy. */
  static final String ENDPOINT = "RDS_PROXY_ENDPOINT";

  /**
   * Reads a state.
   *
   * @param export what {@code pulumi stack export} prints
   * @throws JsonParseException if it is something else
   */
  static DeployedStack read(String export) {
    return new StateReader().read(export);
  }
}
