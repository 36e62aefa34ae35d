package io.datatier.rehearsal.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Where the boxes and arrows of a diagram are: clients on the left, proxies in the middle,
 * databases on the right. Clients of the database itself are below the proxies, so that no arrow
 * crosses a box.
 *
 * @param height of everything, in the diagram's units
 */
record DiagramLayout(List<Box> boxes, List<Arrow> arrows, int height) {

  static final int BOX_WIDTH = 290;

  /** The space between two columns. */
  static final int GAP = 90;

  static final int BOX_HEIGHT = 46;
  static final int WIDTH = 3 * BOX_WIDTH + 2 * GAP + 2 * 20;

  private static final int STEP = BOX_HEIGHT + 14;
  private static final int TOP = 84;

  /** More clients than these that reach the same are drawn as one box. */
  private static final int MOST_ALIKE = 8;

  /**
   * A box.
   *
   * @param kind a word above the name
   * @param isResource whether it is part of the stack
   */
  record Box(String kind, String name, boolean isResource, int x, int y) {

    int middle() {
      return y + BOX_HEIGHT / 2;
    }
  }

  /**
   * An arrow from one box to another.
   *
   * @param isDirect whether a client reaches the database past the proxy
   */
  record Arrow(Box from, Box to, boolean isDirect, boolean isCertain) {}

  private record Client(String kind, String name, boolean isResource, List<NetworkPath> paths) {

    boolean reaches(Collection<Resource> any) {
      return paths.stream().anyMatch(path -> any.contains(path.to()));
    }
  }

  static DiagramLayout of(
      Collection<Resource> databases, Collection<Resource> proxies, List<NetworkPath> paths) {
    var clients = clients(proxies, paths);
    var boxes = new ArrayList<Box>();
    var byResource = new HashMap<String, Box>();
    var pooled = clients.stream().filter(each -> each.reaches(proxies)).toList();
    var direct = clients.stream().filter(each -> !each.reaches(proxies)).toList();
    int proxiesTop = TOP + Math.max(0, pooled.size() - proxies.size()) * STEP / 2;
    int row = 0;
    for (var proxy : proxies) {
      put(boxes, byResource, proxy, column(1), proxiesTop + STEP * row++);
    }
    int below = Math.max(TOP + STEP * pooled.size(), proxiesTop + STEP * proxies.size());
    int databasesTop =
        proxies.isEmpty()
            ? TOP + Math.max(0, direct.size() - databases.size()) * STEP / 2
            : proxiesTop + (proxies.size() - databases.size()) * STEP / 2;
    row = 0;
    for (var database : databases) {
      put(boxes, byResource, database, column(2), Math.max(TOP, databasesTop) + STEP * row++);
    }
    var arrows = new ArrayList<Arrow>();
    row = 0;
    for (var client : pooled) {
      draw(client, TOP + STEP * row++, boxes, byResource, arrows, proxies);
    }
    row = 0;
    for (var client : direct) {
      draw(client, below + STEP * row++, boxes, byResource, arrows, proxies);
    }
    for (var path : paths) {
      var from = byResource.get(key(path.client(), path.who()));
      var to = byResource.get(key(path.to().type(), path.to().name()));
      if (proxies.contains(new Resource(path.client(), path.who())) && from != null && to != null) {
        arrows.add(new Arrow(from, to, false, path.certainty() == Certainty.OPEN));
      }
    }
    int bottom = boxes.stream().mapToInt(Box::y).max().orElse(TOP) + BOX_HEIGHT;
    return new DiagramLayout(boxes, arrows, bottom + 40);
  }

  static int column(int number) {
    return 20 + number * (BOX_WIDTH + GAP);
  }

  private static String key(String type, String name) {
    return type + "\n" + name;
  }

  private static void put(
      List<Box> boxes, Map<String, Box> byResource, Resource resource, int x, int y) {
    var box = new Box(resource.kind(), resource.name(), true, x, y);
    boxes.add(box);
    byResource.put(key(resource.type(), resource.name()), box);
  }

  private static void draw(
      Client client,
      int y,
      List<Box> boxes,
      Map<String, Box> byResource,
      List<Arrow> arrows,
      Collection<Resource> proxies) {
    var box = new Box(client.kind(), client.name(), client.isResource(), column(0), y);
    boxes.add(box);
    for (var path : client.paths()) {
      var to = byResource.get(key(path.to().type(), path.to().name()));
      if (to != null) {
        arrows.add(
            new Arrow(box, to, !proxies.contains(path.to()), path.certainty() == Certainty.OPEN));
      }
    }
  }

  private static List<Client> clients(Collection<Resource> proxies, List<NetworkPath> paths) {
    var byClient =
        paths.stream()
            .filter(path -> !proxies.contains(new Resource(path.client(), path.who())))
            .collect(
                Collectors.groupingBy(
                    path -> key(path.client(), path.who()), TreeMap::new, Collectors.toList()));
    var alike =
        byClient.values().stream()
            .collect(
                Collectors.groupingBy(
                    its ->
                        its.get(0).client()
                            + new TreeSet<>(its.stream().map(NetworkPath::to).toList()),
                    TreeMap::new,
                    Collectors.toList()));
    var clients = new ArrayList<Client>();
    for (var group : alike.values()) {
      if (group.size() > MOST_ALIKE && !group.get(0).get(0).client().isEmpty()) {
        clients.add(client(group.get(0), group.size() + " of them"));
      } else {
        group.forEach(its -> clients.add(client(its, its.get(0).who())));
      }
    }
    return clients;
  }

  private static Client client(List<NetworkPath> paths, String name) {
    var type = paths.get(0).client();
    return new Client(
        type.isEmpty() ? "Anything else" : new Resource(type, name).kind(),
        name,
        !type.isEmpty(),
        paths);
  }
}
