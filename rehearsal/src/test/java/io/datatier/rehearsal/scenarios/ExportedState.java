package io.datatier.rehearsal.scenarios;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The file that {@code pulumi stack export} writes, open to changes by hand. */
record ExportedState(JsonObject json) {

  static ExportedState read(Path file) throws IOException {
    return new ExportedState(JsonParser.parseString(Files.readString(file)).getAsJsonObject());
  }

  void write(Path file) throws IOException {
    Files.writeString(file, json.toString());
  }

  /** What a run began and did not end, by its URN. */
  List<String> unfinished() {
    var deployment = json.getAsJsonObject("deployment");
    var pending =
        deployment.has("pending_operations")
            ? deployment.getAsJsonArray("pending_operations").asList().stream()
                .map(operation -> operation.getAsJsonObject().getAsJsonObject("resource"))
            : Stream.<JsonObject>empty();
    var halfReplaced =
        Stream.ofNullable(deployment.getAsJsonArray("resources"))
            .flatMap(resources -> resources.asList().stream())
            .map(JsonElement::getAsJsonObject)
            .filter(resource -> resource.has("delete") || resource.has("pendingReplacement"));
    return Stream.concat(pending, halfReplaced)
        .map(resource -> resource.get("urn").getAsString())
        .toList();
  }

  /** The only resource of its type. */
  Resource resource(String type) {
    return resource(type, urn -> true);
  }

  Resource resource(String type, String name) {
    return resource(type, urn -> urn.endsWith("::" + name));
  }

  /** All resources, as the state has them. */
  Stream<JsonObject> resources() {
    return json.getAsJsonObject("deployment").getAsJsonArray("resources").asList().stream()
        .map(JsonElement::getAsJsonObject);
  }

  private Resource resource(String type, Predicate<String> urn) {
    var found =
        resources()
            .filter(resource -> resource.get("type").getAsString().equals(type))
            .filter(resource -> urn.test(resource.get("urn").getAsString()))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " resources of type " + type + " instead of one");
    }
    return new Resource(found.get(0));
  }

  record Resource(JsonObject json) {

    String output(String property) {
      return json.getAsJsonObject("outputs").get(property).getAsString();
    }

    /**
     * What a refresh would have written: the property as it is at AWS now, among the outputs and
     * the inputs too, where the provider gives back both.
     */
    void change(String property, String value) {
      for (var values : List.of("inputs", "outputs")) {
        json.getAsJsonObject(values).add(property, JsonParser.parseString(value));
      }
    }
  }
}
