package io.datatier.sweep.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.ResourceOptions;
import io.datatier.policy.sdk.ResourceOptions.Timeouts;
import io.datatier.policy.sdk.Urn;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what {@code pulumi stack export} writes, and what a self-managed backend keeps, from the
 * stream. Either holds a deployment of version 3 or 4 (pulumi/pulumi, apitype.UntypedDeployment and
 * VersionedCheckpoint).
 */
public final class ExportReader {

  /** Far more than the engine writes outside of properties. */
  private static final int DEEPEST = 500;

  private final JsonReader in;
  private final List<StoredResource> resources = new ArrayList<>();
  private int version;
  private boolean found;

  private ExportReader(JsonReader in) {
    this.in = in;
  }

  /**
   * Reads an export.
   *
   * @throws BadExport if it is none that a pack could judge
   * @throws IOException if the stream cannot be read
   */
  public static Deployment read(InputStream stream) throws IOException, BadExport {
    var reader = new ExportReader(new JsonReader(new InputStreamReader(stream, UTF_8)));
    try {
      return reader.export();
    } catch (MalformedJsonException | EOFException | NumberFormatException malformed) {
      throw new BadExport("is not complete JSON");
    } catch (IllegalStateException otherwise) {
      // What Gson throws for a text in the place of an object, and the like.
      throw new BadExport("is not a stack's export: %s has another form".formatted(place(reader)));
    }
  }

  /** Keys of the engine, and numbers; below properties the keys are the user's. */
  private static String place(ExportReader reader) {
    return reader.in.getPath().replaceAll("\\.(inputs|outputs)\\..*", ".$1");
  }

  private Deployment export() throws IOException, BadExport {
    in.beginObject();
    while (in.peek() != JsonToken.END_OBJECT) {
      switch (in.nextName()) {
        case "version" -> version = in.nextInt();
        case "deployment" -> deployment();
        case "checkpoint" -> checkpoint();
        default -> skip();
      }
    }
    in.endObject();
    if (in.peek() != JsonToken.END_DOCUMENT) {
      throw new MalformedJsonException("more than one export");
    }
    if (!found) {
      throw new BadExport("is not a stack's export: it has no deployment");
    }
    if (version != 3 && version != 4) {
      throw new BadExport(
          "is of version %d, not 3 or 4: run pulumi stack export with a current CLI"
              .formatted(version));
    }
    return new Deployment(resources);
  }

  /** A stack that was never updated has none. */
  private void checkpoint() throws IOException, BadExport {
    found = true;
    in.beginObject();
    while (in.peek() != JsonToken.END_OBJECT) {
      if (in.nextName().equals("latest")) {
        deployment();
      } else {
        skip();
      }
    }
    in.endObject();
  }

  private void deployment() throws IOException, BadExport {
    found = true;
    if (isNull()) {
      return;
    }
    in.beginObject();
    while (in.peek() != JsonToken.END_OBJECT) {
      if (in.nextName().equals("resources") && !isNull()) {
        in.beginArray();
        while (in.peek() != JsonToken.END_ARRAY) {
          resources.add(resource());
        }
        in.endArray();
      } else {
        skip();
      }
    }
    in.endObject();
  }

  /** Not as Gson skips, which remembers where it is in however many levels there are. */
  private void skip() throws IOException, BadExport {
    var depth = 0;
    do {
      switch (in.peek()) {
        case BEGIN_ARRAY -> {
          in.beginArray();
          depth++;
        }
        case BEGIN_OBJECT -> {
          in.beginObject();
          depth++;
        }
        case END_ARRAY -> {
          in.endArray();
          depth--;
        }
        case END_OBJECT -> {
          in.endObject();
          depth--;
        }
        default -> in.skipValue();
      }
      if (depth > DEEPEST) {
        throw new BadExport("has more than %d levels".formatted(DEEPEST));
      }
    } while (depth > 0);
  }

  private boolean isNull() throws IOException {
    return in.peek() == JsonToken.NULL && skipped();
  }

  private boolean skipped() throws IOException {
    in.nextNull();
    return true;
  }

  private StoredResource resource() throws IOException, BadExport {
    var texts = new HashMap<String, String>();
    var lists = new HashMap<String, List<String>>();
    var flags = new HashMap<String, Boolean>();
    var properties = new HashMap<String, Fields>();
    var sources = new HashMap<String, Set<String>>();
    var timeouts = Timeouts.DEFAULT;
    in.beginObject();
    while (in.peek() != JsonToken.END_OBJECT) {
      var name = in.nextName();
      if (in.peek() == JsonToken.NULL) {
        in.nextNull();
        continue;
      }
      switch (name) {
        case "urn", "type", "parent", "provider" -> texts.put(name, in.nextString());
        case "delete", "protect" -> flags.put(name, in.nextBoolean());
        case "inputs", "outputs" -> properties.put(name, StoredValues.fields(in));
        case "dependencies", "aliases", "ignoreChanges", "additionalSecretOutputs" ->
            lists.put(name, texts());
        case "propertyDependencies" -> sources(sources);
        case "customTimeouts" -> timeouts = timeouts();
        default -> skip();
      }
    }
    in.endObject();
    var urn = texts.getOrDefault("urn", "");
    if (Urn.parse(urn).stack().isEmpty()) {
      throw new BadExport(
          "has a resource without a valid URN: number %d in its list"
              .formatted(resources.size() + 1));
    }
    if (texts.getOrDefault("type", "").isEmpty()) {
      throw new BadExport("has a resource without a type: " + urn);
    }
    return new StoredResource(
        urn,
        texts.getOrDefault("type", ""),
        flags.getOrDefault("delete", false),
        properties.getOrDefault("inputs", Fields.NONE),
        properties.getOrDefault("outputs", Fields.NONE),
        texts.getOrDefault("provider", ""),
        new LinkedHashSet<>(lists.getOrDefault("dependencies", List.of())),
        sources,
        new ResourceOptions(
            flags.getOrDefault("protect", false),
            lists.getOrDefault("ignoreChanges", List.of()),
            // A deployment does not record it.
            Optional.empty(),
            lists.getOrDefault("additionalSecretOutputs", List.of()),
            lists.getOrDefault("aliases", List.of()),
            timeouts,
            texts.getOrDefault("parent", "")));
  }

  private List<String> texts() throws IOException {
    var texts = new ArrayList<String>();
    in.beginArray();
    while (in.peek() != JsonToken.END_ARRAY) {
      texts.add(in.nextString());
    }
    in.endArray();
    return texts;
  }

  /** The engine sends no property that depends on nothing. */
  private void sources(Map<String, Set<String>> sources) throws IOException {
    in.beginObject();
    while (in.peek() != JsonToken.END_OBJECT) {
      var property = in.nextName();
      var urns = isNull() ? List.<String>of() : texts();
      if (!urns.isEmpty()) {
        sources.put(property, new LinkedHashSet<>(urns));
      }
    }
    in.endObject();
  }

  private Timeouts timeouts() throws IOException {
    var seconds = new HashMap<String, Duration>();
    in.beginObject();
    while (in.peek() != JsonToken.END_OBJECT) {
      var name = in.nextName();
      seconds.put(
          name, isNull() ? Duration.ZERO : Duration.ofMillis((long) (in.nextDouble() * 1000)));
    }
    in.endObject();
    return new Timeouts(
        seconds.getOrDefault("create", Duration.ZERO),
        seconds.getOrDefault("read", Duration.ZERO),
        seconds.getOrDefault("update", Duration.ZERO),
        seconds.getOrDefault("delete", Duration.ZERO));
  }
}
