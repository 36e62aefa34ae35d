package io.datatier.rehearsal.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import io.datatier.rehearsal.value.PropertyPath;
import io.datatier.rehearsal.value.Sha256;
import io.datatier.rehearsal.value.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().create();
  private static final TypeToken<SortedMap<String, SortedMap<String, String>>> RESOURCES =
      new TypeToken<>() {};

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
    var text = value.toJson().toString();
    for (var name : names.entrySet()) {
      // Shorter ones, such as a function's name, are names already.
      if (name.getKey().matches(".*[0-9a-fA-F]{8}.*|arn:.*")) {
        text = text.replace(name.getKey(), name.getValue());
      }
    }
    return HexFormat.of().formatHex(Sha256.of(text), 0, 8);
  }

  /** Reads what {@link #write} wrote; empty if there is nothing or it is not readable any more. */
  public static Optional<Seen> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(GSON.fromJson(Files.readString(file), RESOURCES)).map(Seen::new);
    } catch (JsonParseException e) {
      return Optional.empty();
    }
  }

  /** Writes it for the next report. */
  public void write(Path file) throws IOException {
    WholeFile.write(file, GSON.toJson(resources));
  }
}
