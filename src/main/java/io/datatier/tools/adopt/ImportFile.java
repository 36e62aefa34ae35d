package io.datatier.tools.adopt;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.datatier.adoption.AdoptedResource;
import io.datatier.adoption.Adoption;
import io.datatier.adoption.SecurityGroupRuleId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The file for {@code pulumi import --file}: resources by type, name and id, and their parent
 * components (pulumi v3.276.0, pkg/cmd/pulumi/operations/import.go). {@code pulumi preview} writes
 * one for all resources that it would create, with placeholders for the ids.
 */
final class ImportFile {

  private static final String TO_BE_REMOVED = "to-be-removed-";

  private final Map<String, JsonObject> offered = new LinkedHashMap<>();
  private final Map<AdoptedResource, JsonObject> taken = new EnumMap<>(AdoptedResource.class);
  private final Adoption adoption;

  private ImportFile(JsonObject offer, Adoption adoption) {
    this.adoption = adoption;
    offer.getAsJsonArray("resources").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .forEach(resource -> offered.put(text(resource, "name"), resource));
    for (var resource : offered.values()) {
      known(resource)
          .ifPresent(
              it -> adoption.importId(it).ifPresent(id -> taken.put(it, with(resource, id))));
    }
  }

  /**
   * The file that imports {@code adoption}.
   *
   * @param offer what the preview wrote
   */
  static ImportFile of(JsonObject offer, Adoption adoption) {
    return new ImportFile(offer, adoption);
  }

  private Optional<AdoptedResource> known(JsonObject resource) {
    return parent(resource)
        .flatMap(
            component ->
                AdoptedResource.of(
                    text(component, "type"),
                    logicalName(component),
                    text(resource, "type"),
                    logicalName(resource)));
  }

  /** Resources to adopt that the stack already has or does not create. */
  List<AdoptedResource> missing() {
    return adoption.ids().keySet().stream()
        .filter(resource -> !taken.containsKey(resource))
        .sorted()
        .toList();
  }

  /**
   * The database and the proxy, where their names differ from their components', with the names of
   * the components. RDS names log groups after the former, the program after the latter.
   */
  Map<AdoptedResource, String> renamed() {
    var renamed = new EnumMap<AdoptedResource, String>(AdoptedResource.class);
    for (var resource : List.of(AdoptedResource.INSTANCE, AdoptedResource.PROXY)) {
      var entry = Optional.ofNullable(taken.get(resource));
      entry
          .flatMap(this::parent)
          .map(ImportFile::logicalName)
          .filter(name -> !name.equals(adoption.ids().get(resource)))
          .ifPresent(name -> renamed.put(resource, name));
    }
    return renamed;
  }

  /** How many resources to import, without components. */
  int size() {
    return taken.size() + adoption.ingressRules().size() + adoption.egressRules().size();
  }

  /** The file's text. */
  String text() {
    var components = new LinkedHashSet<JsonObject>();
    taken.values().forEach(resource -> components.addAll(componentsAbove(resource)));
    var resources = new JsonArray();
    components.forEach(resources::add);
    taken.values().forEach(resources::add);
    adoption.ingressRules().forEach(rule -> resources.add(removed("Ingress", rule)));
    adoption.egressRules().forEach(rule -> resources.add(removed("Egress", rule)));
    var file = new JsonObject();
    file.add("resources", resources);
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(file) + "\n";
  }

  /** Outermost first: the engine requires parents before children. */
  private List<JsonObject> componentsAbove(JsonObject resource) {
    var above = new ArrayList<JsonObject>();
    var component = parent(resource);
    while (component.isPresent()) {
      above.add(0, component.get());
      component = component.flatMap(this::parent);
    }
    return above;
  }

  private Optional<JsonObject> parent(JsonObject resource) {
    return Optional.ofNullable(resource.get("parent"))
        .map(parent -> offered.get(parent.getAsString()));
  }

  /** The next update deletes this rule, because the program does not declare it. */
  private JsonObject removed(String direction, SecurityGroupRuleId rule) {
    var type = "SecurityGroup" + direction + "Rule";
    var resource = new JsonObject();
    resource.addProperty("type", "aws:vpc/s" + type.substring(1) + ":" + type);
    resource.addProperty("name", TO_BE_REMOVED + rule.value());
    resource.addProperty("id", rule.value());
    version().ifPresent(version -> resource.addProperty("version", version));
    return resource;
  }

  // Another version would be another provider resource, with its own configuration.
  private Optional<String> version() {
    return offered.values().stream()
        .filter(resource -> text(resource, "type").startsWith("aws:"))
        .filter(resource -> resource.has("version"))
        .map(resource -> text(resource, "version"))
        .max(Comparator.naturalOrder());
  }

  private static JsonObject with(JsonObject resource, String id) {
    var identified = resource.deepCopy();
    identified.addProperty("id", id);
    return identified;
  }

  /** Names in the file are unique; where the program's are not, the file adds a logical name. */
  private static String logicalName(JsonObject resource) {
    return text(resource, resource.has("logicalName") ? "logicalName" : "name");
  }

  private static String text(JsonObject resource, String property) {
    return resource.get(property).getAsString();
  }
}
