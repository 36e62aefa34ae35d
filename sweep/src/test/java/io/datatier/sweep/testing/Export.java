package io.datatier.sweep.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An export of a stack, as {@code pulumi stack export} writes it. */
public final class Export {

  private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";
  private static final String SECRET = "1b47061264138c4ac30d75fd1eb44270";

  private final String project;
  private final String stack;
  private final List<Map<String, Object>> resources = new ArrayList<>();

  public Export(String project, String stack) {
    this.project = project;
    this.stack = stack;
    resources.add(
        new LinkedHashMap<>(
            Map.of(
                "urn",
                urn("pulumi:pulumi:Stack", project + "-" + stack),
                "custom",
                false,
                "type",
                "pulumi:pulumi:Stack")));
  }

  /** The URN of a resource in it. */
  public String urn(String type, String name) {
    return "urn:pulumi:%s::%s::%s::%s".formatted(stack, project, type, name);
  }

  /** A resource whose outputs are its inputs. */
  public Export with(String type, String name, Map<String, ?> properties) {
    return with(type, name, properties, Map.of());
  }

  /** A resource, with what else the engine records of it. */
  public Export with(String type, String name, Map<String, ?> properties, Map<String, ?> more) {
    var resource = new LinkedHashMap<String, Object>();
    resource.put("urn", urn(type, name));
    resource.put("custom", true);
    resource.put("id", name);
    resource.put("type", type);
    resource.put("inputs", properties);
    resource.put("outputs", properties);
    resource.put("parent", urn("pulumi:pulumi:Stack", project + "-" + stack));
    resource.putAll(more);
    resources.add(resource);
    return this;
  }

  /** A secret as it is exported: encrypted. */
  public static Map<String, Object> encrypted(String ciphertext) {
    return Map.of(SIGNATURE, SECRET, "ciphertext", ciphertext);
  }

  /** A secret as it is exported with {@code --show-secrets}. */
  public static Map<String, Object> shown(String json) {
    return Map.of(SIGNATURE, SECRET, "plaintext", json);
  }

  public Path write(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.write(file, text().getBytes(UTF_8));
    } catch (IOException unwritten) {
      throw new UncheckedIOException(unwritten);
    }
  }

  /** As a file backend keeps it. */
  public String checkpoint() {
    return text().replaceFirst("\"deployment\"", "\"checkpoint\":{\"stack\":\"any\",\"latest\"")
        + "}";
  }

  public String text() {
    var text = new StringWriter();
    try (var json = new JsonWriter(text)) {
      json.beginObject();
      json.name("version").value(3);
      json.name("deployment").beginObject();
      json.name("manifest").beginObject().name("version").value("v3.276.0").endObject();
      json.name("secrets_providers").beginObject();
      json.name("type").value("passphrase");
      json.name("state").beginObject();
      json.name("salt")
          .value("v1:3FXm2AAYYPo=:v1:hVAXlqyJKXiJRYK4:SKPAuPjTf8P6tiWzHd3wGZbfIrbbxQ==");
      json.endObject().endObject();
      json.name("resources");
      value(resources, json);
      json.endObject().endObject();
    } catch (IOException inMemory) {
      throw new UncheckedIOException(inMemory);
    }
    return text.toString();
  }

  private static void value(Object value, JsonWriter json) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.beginObject();
      for (var each : map.entrySet()) {
        json.name(String.valueOf(each.getKey()));
        value(each.getValue(), json);
      }
      json.endObject();
    } else if (value instanceof List<?> list) {
      json.beginArray();
      for (var each : list) {
        value(each, json);
      }
      json.endArray();
    } else if (value instanceof Boolean bool) {
      json.value(bool);
    } else if (value instanceof Number number) {
      json.value(number);
    } else {
      json.value(value.toString());
    }
  }
}
