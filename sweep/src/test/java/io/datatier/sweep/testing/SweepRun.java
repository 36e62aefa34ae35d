package io.datatier.sweep.testing;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.datatier.sweep.cli.DatatierSweep;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A run of the command, in this process.
 *
 * @param code what it ended with
 * @param out what it printed, without carriage returns
 * @param err what it told people
 */
public record SweepRun(int code, String out, String err) {

  /** Runs it. */
  public static SweepRun of(String... arguments) {
    var out = new StringWriter();
    var err = new StringWriter();
    var code =
        DatatierSweep.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new SweepRun(code, out.toString().replace("\r", ""), err.toString());
  }

  /** Judges by the house's pack. */
  public static SweepRun judging(Path jar, String... arguments) {
    var all = new ArrayList<>(List.of("judge", "--policy-pack", jar.toString()));
    all.addAll(List.of(arguments));
    return of(all.toArray(String[]::new));
  }

  /** What a JSON report says was found, as "id rule URN". */
  public static Set<String> found(Path report) {
    var found = new TreeSet<String>();
    for (var stack : json(report).getAsJsonArray("stacks")) {
      var id = stack.getAsJsonObject().get("id").getAsString();
      for (var finding : stack.getAsJsonObject().getAsJsonArray("findings")) {
        var fields = finding.getAsJsonObject();
        found.add(
            "%s %s %s"
                .formatted(id, fields.get("rule").getAsString(), fields.get("urn").getAsString()));
      }
    }
    return found;
  }

  /** A JSON file. */
  public static JsonObject json(Path file) {
    try {
      return JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** The house's pack in a jar, as somebody else would build it: without the SDK. */
  public static Path houseJar(Path folder) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "house.HousePack");
    var jar = folder.resolve("house.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      add(out, "house/HousePack.class");
    }
    return jar;
  }

  private static void add(JarOutputStream jar, String name) throws IOException {
    var loader = SweepRun.class.getClassLoader();
    try (InputStream in = Objects.requireNonNull(loader.getResourceAsStream(name))) {
      jar.putNextEntry(new JarEntry(name));
      in.transferTo(jar);
    }
  }
}
