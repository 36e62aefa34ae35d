package io.datatier.policy.resources;

import io.datatier.policy.aws.NamesInText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which carriers the names in a text lead to. */
final class CarrierNames {

  /**
   * A way from a text to a carrier.
   *
   * @param field of the JSON that it holds, where the text asks for no more; or empty
   */
  record Lead(AddressCarrier carrier, String field) {}

  private final Map<String, List<AddressCarrier>> byName = new HashMap<>();
  private final Map<String, List<AddressCarrier>> byPath = new HashMap<>();

  CarrierNames(Iterable<AddressCarrier> carriers) {
    for (var carrier : carriers) {
      for (var name : carrier.names()) {
        add(byName, name, carrier);
      }
      for (var path : carrier.paths()) {
        add(byPath, path, carrier);
      }
    }
  }

  /** Where DNS has no record of a name, one of all names next to it answers (RFC 4592). */
  private List<AddressCarrier> named(String name) {
    var found = byName.get(name);
    for (var dot = name.indexOf('.'); found == null && dot > 0; dot = name.indexOf('.', dot + 1)) {
      found = byName.get("*" + name.substring(dot));
    }
    return found == null ? List.of() : found;
  }

  private static void add(
      Map<String, List<AddressCarrier>> index, String name, AddressCarrier carrier) {
    index.computeIfAbsent(name, first -> new ArrayList<>()).add(carrier);
  }

  /**
   * The carriers that a text leads to.
   *
   * @param key what the text is called where it stands
   */
  Set<Lead> in(String key, String text) {
    var leads = new LinkedHashSet<Lead>();
    for (var name : NamesInText.in(key, text)) {
      named(name.name()).forEach(carrier -> leads.add(new Lead(carrier, name.field())));
    }
    for (var path : NamesInText.pathsIn(key, text)) {
      byPath.getOrDefault(path, List.of()).forEach(carrier -> leads.add(new Lead(carrier, "")));
    }
    return leads;
  }
}
