package io.datatier.rehearsal.provider;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.datatier.rehearsal.account.AwsFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Something that goes wrong once.
 *
 * @param call {@code create}, {@code update} or {@code delete}
 * @param type the resource type of the call
 * @param kind what happens
 * @param code the AWS error code, when the call fails
 * @param message the AWS error message, when the call fails
 */
record Fault(String call, String type, Kind kind, String code, String message) {

  /** What happens. */
  enum Kind {
    /** AWS refuses the call. */
    FAIL,
    /** The plugin dies before AWS gets the call. */
    DIE_BEFORE,
    /** The plugin dies when AWS has done what was asked, and before it can say so. */
    DIE_AFTER
  }

  AwsFault refusal() {
    return new AwsFault(code, message);
  }

  /**
   * Reads a file such as {@code [{"call":"create","type":"aws:rds/proxy:Proxy",
   * "fault":"die-after"}]}.
   */
  static List<Fault> read(Path file) throws IOException {
    var faults = new ArrayList<Fault>();
    for (JsonElement each : JsonParser.parseString(Files.readString(file)).getAsJsonArray()) {
      var json = each.getAsJsonObject();
      faults.add(
          new Fault(
              json.get("call").getAsString(),
              json.get("type").getAsString(),
              Kind.valueOf(text(json, "fault", "fail").toUpperCase(Locale.ROOT).replace('-', '_')),
              text(json, "code", "InternalFailure"),
              text(json, "message", "An internal error has occurred.")));
    }
    return List.copyOf(faults);
  }

  private static String text(JsonObject json, String name, String otherwise) {
    return json.has(name) ? json.get(name).getAsString() : otherwise;
  }
}
