package io.datatier.rehearsal.report;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.datatier.rehearsal.value.PropertyPath;
import io.datatier.rehearsal.value.Value;
import io.datatier.rehearsal.value.ValueJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a report saw: of every resource the digest of each input, so that the next report can tell
 * what changed. Ids count by the name of what they belong to, since every rehearsal draws others.
 *
 * @param resources the digests by resource and the path of the input
 */
public record Seen(SortedMap<String, SortedMap<String, String>> resources) {

  private static final String SEPARATOR = " ";

  /** What a state shows. */
  public static Seen in(StackState state) {
    var names = state.namesByIdentity();
    var resources = new TreeMap<String, SortedMap<String, String>>();
    state
        .inputs()
        .forEach(
            (resource, inputs) -> {
              var digests = new TreeMap<String, String>();
              PropertyPath.leaves(inputs)
                  .forEach((path, value) -> digests.put(path.toString(), digest(value, names)));
              resources.put(resource.type() + SEPARATOR + resource.name(), digests);
            });
    return new Seen(resources);
  }

  private static String digest(Value value, Map<String, String> names) {
    var text = ValueJson.write(value).toString();
    for (var name : names.entrySet()) {
      // Shorter ones, such as a function's name, are names already.
      if (name.getKey().matches(".*[0-9a-fA-F]{8}.*|arn:.*")) {
        text = text.replace(name.getKey(), name.getValue());
      }
    }
    try {
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Reads what {@link #write} wrote; empty if there is nothing or it is not readable any more. */
  public static Optional<Seen> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      var resources = new TreeMap<String, SortedMap<String, String>>();
      JsonParser.parseString(Files.readString(file))
          .getAsJsonObject()
          .entrySet()
          .forEach(
              each -> {
                var digests = new TreeMap<String, String>();
                each.getValue()
                    .getAsJsonObject()
                    .entrySet()
                    .forEach(input -> digests.put(input.getKey(), input.getValue().getAsString()));
                resources.put(each.getKey(), digests);
              });
      return Optional.of(new Seen(resources));
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }

  /** Writes it for the next report. */
  public void write(Path file) throws IOException {
    var json = new JsonObject();
    resources.forEach(
        (resource, digests) -> {
          var inputs = new JsonObject();
          digests.forEach(inputs::addProperty);
          json.add(resource, inputs);
        });
    Files.writeString(file, new GsonBuilder().setPrettyPrinting().create().toJson(json));
  }
}
