package io.datatier.tools.recover;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What became of unconfirmed creations.
 *
 * @param found those that exist in AWS, with the ids by which the provider imports them
 * @param missing those that do not exist
 * @param again those that may exist and can safely be created again
 * @param open what the user has to decide first, in sentences
 */
record Recovery(
    Map<Creation, String> found, List<Creation> missing, List<Creation> again, List<String> open) {

  /** The AWS CLI. */
  @FunctionalInterface
  interface Aws {

    /**
     * Runs a command that lists resources.
     *
     * @param words the arguments of {@code aws}
     * @return the answer, in JSON
     * @throws IOException when it fails
     */
    JsonObject run(List<String> words) throws IOException, InterruptedException;
  }

  /**
   * Looks for creations in AWS.
   *
   * @param given ids that the user has looked up, by the names of the resources; an empty id means
   *     that AWS has none
   */
  static Recovery of(StackState state, List<Creation> creations, Map<String, String> given, Aws aws)
      throws IOException, InterruptedException {
    var recovery =
        new Recovery(
            new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (var creation : creations) {
      recovery.add(state, creation, Optional.ofNullable(given.get(creation.name())), aws);
    }
    return recovery;
  }

  private void add(StackState state, Creation creation, Optional<String> given, Aws aws)
      throws IOException, InterruptedException {
    if (given.isEmpty() && Listings.isRepeatable(creation.type())) {
      again.add(creation);
      return;
    }
    var listing = Listings.of(creation.type());
    if (given.isEmpty() && listing.isEmpty()) {
      open.add(
          ("%s (%s) has no unique name in AWS. Look it up there and add MADE='%s=ID', or"
                  + " MADE='%s=' if it does not exist.")
              .formatted(creation.name(), creation.type(), creation.name(), creation.name()));
      return;
    }
    var ids = new TreeSet<String>();
    if (given.isPresent()) {
      given.filter(id -> !id.isEmpty()).ifPresent(ids::add);
    } else {
      var command = new ArrayList<>(listing.orElseThrow().command(creation));
      var provider = state.provider(creation).orElse(Map.of());
      for (var option : List.of("region", "profile")) {
        if (provider.containsKey(option)) {
          command.addAll(List.of("--" + option, provider.getOrDefault(option, "")));
        }
      }
      ids.addAll(listing.orElseThrow().ids(creation, aws.run(command)));
    }
    ids.removeAll(state.ids(creation.type()));
    settle(creation, ids, state.predecessor(creation));
  }

  private void settle(Creation creation, TreeSet<String> ids, Optional<String> predecessor) {
    if (ids.isEmpty()) {
      missing.add(creation);
    } else if (ids.size() > 1) {
      open.add(
          "%s may be any of %s. Add the one that this stack created: MADE='%s=ID'."
              .formatted(creation.name(), String.join(", ", ids), creation.name()));
    } else if (predecessor.isPresent()) {
      open.add(
          ("%s was being replaced: AWS has the new one, %s, and the state still the old one, %s."
                  + " Nothing uses the new one yet: delete it in AWS. `pulumi up` creates another.")
              .formatted(creation.name(), ids.first(), predecessor.get()));
    } else {
      found.put(creation, ids.first());
    }
  }

  /** The file for {@code pulumi import --file}. */
  String importFile(StackState state) {
    var names = new JsonObject();
    var resources = new JsonArray();
    found.forEach(
        (creation, id) -> {
          var resource = new JsonObject();
          resource.addProperty("type", creation.type());
          resource.addProperty("name", "resource-" + resources.size());
          resource.addProperty("logicalName", creation.name());
          resource.addProperty("id", id);
          creation
              .parent()
              .ifPresent(parent -> resource.addProperty("parent", named(names, parent)));
          var provider = state.provider(creation).orElse(Map.of());
          if (creation.provider().contains("::default_")) {
            resource.addProperty("version", provider.getOrDefault("version", ""));
          } else {
            resource.addProperty("provider", named(names, creation.provider()));
          }
          resources.add(resource);
        });
    var file = new JsonObject();
    file.add("nameTable", names);
    file.add("resources", resources);
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(file) + "\n";
  }

  private static String named(JsonObject names, String urn) {
    var known =
        names.entrySet().stream()
            .filter(entry -> entry.getValue().getAsString().equals(urn))
            .map(Map.Entry::getKey)
            .findFirst();
    var name = known.orElse("urn-" + names.size());
    names.addProperty(name, urn);
    return name;
  }
}
