package io.datatier.bench.sweep;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.stream.JsonWriter;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.datatier.bench.pack.MixedResources;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import pulumirpc.AnalyzerOuterClass.AnalyzerResource;

/**
 * Exports of stacks, as {@code pulumi stack export} writes them. No two hold the same resources, so
 * that none is judged from a cache of the machine or of the pack.
 */
public final class Exports {

  private static final String WRITTEN_FOR = "urn:pulumi:prod::campaign::";

  private Exports() {}

  /**
   * Writes exports, a hundred in each folder.
   *
   * @param resources of each, besides the stack's own
   */
  public static void write(Path folder, int stacks, int resources) throws IOException {
    for (var index = 0; index < stacks; index++) {
      var team = folder.resolve(String.format(Locale.ROOT, "team-%03d", index / 100));
      Files.createDirectories(team);
      writeStack(
          team.resolve(String.format(Locale.ROOT, "stack-%06d.json", index)), index, resources);
    }
  }

  private static void writeStack(Path file, int index, int resources) throws IOException {
    var urns = String.format(Locale.ROOT, "urn:pulumi:stack-%06d::campaign::", index);
    var root = urns + "pulumi:pulumi:Stack::campaign-stack";
    try (var json =
        new JsonWriter(
            new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(file), UTF_8)))) {
      json.beginObject().name("version").value(3);
      json.name("deployment").beginObject().name("resources").beginArray();
      json.beginObject().name("urn").value(root).name("custom").value(false);
      json.name("type").value("pulumi:pulumi:Stack").endObject();
      for (var each : MixedResources.between(index * resources, (index + 1) * resources)) {
        write(each, urns, root, json);
      }
      json.endArray().endObject().endObject();
    }
  }

  private static void write(AnalyzerResource resource, String urns, String root, JsonWriter json)
      throws IOException {
    json.beginObject();
    json.name("urn").value(resource.getUrn().replace(WRITTEN_FOR, urns));
    json.name("custom").value(true);
    json.name("id").value(resource.getName());
    json.name("type").value(resource.getType());
    for (var side : new String[] {"inputs", "outputs"}) {
      json.name(side);
      write(resource.getProperties(), json);
    }
    json.name("parent").value(root);
    json.name("dependencies").beginArray();
    for (var urn : resource.getDependenciesList()) {
      json.value(urn.replace(WRITTEN_FOR, urns));
    }
    json.endArray();
    json.endObject();
  }

  private static void write(Struct fields, JsonWriter json) throws IOException {
    json.beginObject();
    for (var field : fields.getFieldsMap().entrySet()) {
      json.name(field.getKey());
      write(field.getValue(), json);
    }
    json.endObject();
  }

  private static void write(Value value, JsonWriter json) throws IOException {
    switch (value.getKindCase()) {
      case STRING_VALUE -> json.value(value.getStringValue());
      case BOOL_VALUE -> json.value(value.getBoolValue());
      case NUMBER_VALUE -> json.value(value.getNumberValue());
      case STRUCT_VALUE -> write(value.getStructValue(), json);
      case LIST_VALUE -> {
        json.beginArray();
        for (var each : value.getListValue().getValuesList()) {
          write(each, json);
        }
        json.endArray();
      }
      default -> json.nullValue();
    }
  }
}
