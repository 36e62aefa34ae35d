package io.datatier.bench.sweep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ExportsTest {

  @Test
  void no_two_stacks_hold_the_same_and_each_depends_on_what_it_holds(@TempDir Path folder)
      throws Exception {
    Exports.write(folder, 120, 100);

    var urns = new HashSet<String>();
    var names = new HashSet<String>();
    var elsewhere = new HashSet<String>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        var own = new HashSet<String>();
        var resources =
            JsonParser.parseString(Files.readString(file))
                .getAsJsonObject()
                .getAsJsonObject("deployment")
                .getAsJsonArray("resources");
        for (var each : resources) {
          var resource = each.getAsJsonObject();
          own.add(resource.get("urn").getAsString());
          if (resource.has("dependencies")) {
            resource.getAsJsonArray("dependencies").forEach(it -> elsewhere.add(it.getAsString()));
            names.add(resource.get("type").getAsString() + resource.get("id").getAsString());
          }
        }
        elsewhere.removeAll(own);
        urns.addAll(own);
      }
    }

    assertEquals(120 * 101, urns.size());
    assertEquals(120 * 100, names.size());
    assertEquals(Set.of(), elsewhere);
  }
}
