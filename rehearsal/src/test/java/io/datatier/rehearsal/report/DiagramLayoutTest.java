package io.datatier.rehearsal.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.report.DiagramLayout.Arrow;
import io.datatier.rehearsal.report.DiagramLayout.Box;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DiagramLayoutTest {

  private static final String PROXY = "Proxy campaign-postgres-proxy-dev-proxy";

  /** With an Aurora cluster of two members in the place of the instance's groups. */
  private static States aurora(boolean isPublic) throws IOException {
    var states =
        States.opened()
            .with(
                "aws:rds/cluster:Cluster",
                "orders",
                "orders-cluster",
                """
                {"engine": "aurora-postgresql", "port": 5432, "vpcSecurityGroupIds": ["%s"]}\
                """
                    .formatted(States.DATABASE_GROUP));
    for (var member : List.of("orders-0", "orders-1")) {
      states.with(
          "aws:rds/clusterInstance:ClusterInstance",
          member,
          member,
          """
          {"engine": "aurora-postgresql", "clusterIdentifier": "orders-cluster",
           "publiclyAccessible": %s}\
          """
              .formatted(isPublic && member.endsWith("1")));
    }
    return states;
  }

  private static DiagramLayout layout(StackState state) {
    var databases =
        Listener.in(state).stream()
            .filter(Listener::isDatabase)
            .map(each -> state.named(each.entity()))
            .toList();
    var proxies =
        Listener.in(state).stream()
            .filter(each -> !each.isDatabase())
            .map(each -> state.named(each.entity()))
            .toList();
    return DiagramLayout.of(databases, proxies, NetworkPaths.in(state));
  }

  private static String named(Box box) {
    return box.kind() + " " + box.name();
  }

  private static List<String> inColumn(DiagramLayout layout, int column) {
    return layout.boxes().stream()
        .filter(box -> box.x() == DiagramLayout.column(column))
        .map(DiagramLayoutTest::named)
        .sorted()
        .toList();
  }

  @Test
  void a_cluster_is_one_database_whatever_its_members() throws IOException {
    var layout = layout(aurora(false).state());
    assertEquals(
        List.of("Cluster orders", "Instance campaign-postgres-dev-instance"), inColumn(layout, 2));
    assertEquals(List.of(PROXY), inColumn(layout, 1));
  }

  @Test
  void arrows_lead_to_a_cluster_as_to_an_instance() throws IOException {
    var arrows = layout(aurora(false).state()).arrows();
    assertEquals(sources(arrows, "Instance"), sources(arrows, "Cluster"));
    assertTrue(sources(arrows, "Cluster").contains(PROXY), () -> arrows.toString());
    assertTrue(
        sources(arrows, "Cluster").contains("Function report-job direct"), () -> arrows.toString());
  }

  private static List<String> sources(List<Arrow> arrows, String kind) {
    return arrows.stream()
        .filter(arrow -> arrow.to().kind().equals(kind))
        .map(arrow -> named(arrow.from()) + (arrow.isDirect() ? " direct" : ""))
        .sorted()
        .toList();
  }

  @Test
  void a_member_with_a_public_address_opens_its_cluster_to_the_internet() throws IOException {
    for (var isPublic : List.of(false, true)) {
      assertEquals(
          isPublic,
          NetworkPaths.in(aurora(isPublic).state()).stream()
              .filter(path -> path.to().name().equals("orders"))
              .anyMatch(path -> path.who().equals("anyone on the internet (0.0.0.0/0)")));
    }
  }

  @Test
  void nothing_lies_on_anything_else_or_outside() throws IOException {
    var layout = layout(aurora(true).state());
    for (var box : layout.boxes()) {
      assertTrue(box.y() + DiagramLayout.BOX_HEIGHT < layout.height(), box::toString);
      assertEquals(
          List.of(box),
          layout.boxes().stream()
              .filter(other -> other.x() == box.x())
              .filter(other -> Math.abs(other.y() - box.y()) < DiagramLayout.BOX_HEIGHT)
              .toList());
    }
    layout.arrows().forEach(it -> assertTrue(it.from().x() < it.to().x(), it::toString));
  }
}
