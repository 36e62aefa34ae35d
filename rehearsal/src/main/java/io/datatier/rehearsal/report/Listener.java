package io.datatier.rehearsal.report;

import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Cidr;
import io.datatier.rehearsal.ec2.Subnet;
import io.datatier.rehearsal.rds.DbCluster;
import io.datatier.rehearsal.rds.DbClusterInstance;
import io.datatier.rehearsal.rds.DbInstance;
import io.datatier.rehearsal.rds.DbProxy;
import io.datatier.rehearsal.rds.DbProxyEndpoint;
import io.datatier.rehearsal.rds.DbSubnetGroup;
import java.util.List;
import java.util.stream.Stream;

/**
 * What accepts connections of database clients.
 *
 * @param entity a database, a proxy or one of its endpoints
 * @param port TCP
 */
record Listener(Entity entity, int port) {

  private static final Cidr ANYWHERE = new Cidr(0, 0);

  static List<Listener> in(StackState state) {
    var databases =
        state
            .all(DbInstance.TYPE, DbCluster.TYPE)
            .map(each -> new Listener(each, port(each, each.text("engine").orElse(""))));
    var proxies =
        state
            .all(DbProxy.TYPE)
            .map(each -> new Listener(each, port(each, each.text("engineFamily").orElse(""))));
    var endpoints =
        state.all(DbProxyEndpoint.TYPE).map(each -> new Listener(each, portOf(state, each)));
    return Stream.of(databases, proxies, endpoints).flatMap(each -> each).toList();
  }

  private static int portOf(StackState state, Entity endpoint) {
    return state
        .account()
        .find(DbProxy.TYPE, endpoint.text("dbProxyName").orElse(""))
        .map(proxy -> port(proxy, proxy.text("engineFamily").orElse("")))
        .orElse(5432);
  }

  /** A proxy listens on its engine's usual port, whatever the database's (RDS user guide). */
  private static int port(Entity entity, String engine) {
    return (int)
        entity.properties().number("port").orElse(engine.matches("(?i).*mysql.*") ? 3306 : 5432);
  }

  boolean isDatabase() {
    return List.of(DbInstance.TYPE, DbCluster.TYPE, DbClusterInstance.TYPE).contains(entity.type());
  }

  /** A cluster is where its members are; they say whether they have public addresses. */
  boolean isPublic(StackState state) {
    return entity.properties().flag("publiclyAccessible")
        || state
            .all(DbClusterInstance.TYPE)
            .filter(member -> member.says("clusterIdentifier", entity.id()))
            .anyMatch(member -> member.properties().flag("publiclyAccessible"));
  }

  List<String> groups() {
    return entity.properties().texts("vpcSecurityGroupIds");
  }

  /** Its networks; anywhere if the state does not show its subnets. */
  List<Cidr> networks(StackState state) {
    var account = state.account();
    var subnets =
        isDatabase()
            ? entity.text("dbSubnetGroupName").stream()
                .flatMap(group -> account.find(DbSubnetGroup.TYPE, group).stream())
                .flatMap(group -> group.properties().texts("subnetIds").stream())
                .toList()
            : entity.properties().texts("vpcSubnetIds");
    return networks(state, subnets);
  }

  static List<Cidr> networks(StackState state, List<String> subnets) {
    var blocks =
        subnets.stream()
            .flatMap(id -> state.account().find(Subnet.TYPE, id).stream())
            .flatMap(subnet -> subnet.text("cidrBlock").flatMap(Cidr::parse).stream())
            .toList();
    return blocks.isEmpty() || blocks.size() < subnets.size() ? List.of(ANYWHERE) : blocks;
  }
}
