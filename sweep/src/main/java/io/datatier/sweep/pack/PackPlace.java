package io.datatier.sweep.pack;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Where a pack is: what its class path holds, and the class whose main serves it.
 *
 * @param classPath files and folders that exist
 */
public record PackPlace(List<Path> classPath, String main) {

  /** A folder that holds it is a pack's, as the engine knows it. */
  private static final String MANIFEST = "PulumiPolicy.yaml";

  public PackPlace {
    classPath = List.copyOf(classPath);
  }

  /**
   * Finds a pack.
   *
   * @param given a pack's folder, which is built with Maven as the engine does; a jar; or a class
   *     path
   * @param main the class, where neither a manifest nor a pom says it
   * @throws IllegalArgumentException if there is none
   * @throws IOException if Maven cannot be run, or a file not be read
   */
  public static PackPlace find(String given, Optional<String> main) throws IOException {
    var folder = Path.of(given.contains(File.pathSeparator) ? "" : given);
    if (!given.contains(File.pathSeparator) && Files.exists(folder.resolve(MANIFEST))) {
      return built(folder, main);
    }
    var places =
        Stream.of(given.split(File.pathSeparator, -1))
            .filter(place -> !place.isBlank())
            .map(Path::of)
            .toList();
    var missing = places.stream().filter(place -> !Files.exists(place)).toList();
    if (!missing.isEmpty() || places.isEmpty()) {
      throw new IllegalArgumentException("there is no policy pack at %s".formatted(missing));
    }
    var found = main.or(() -> mainOf(places));
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          ("%s does not say which class serves the pack: it is not a pack's folder with %s, and no"
                  + " jar names a Main-Class. Name it with --main")
              .formatted(given, MANIFEST));
    }
    return new PackPlace(places, found.get());
  }

  private static Optional<String> mainOf(List<Path> places) {
    return places.stream()
        .filter(Files::isRegularFile)
        .map(PackPlace::mainOf)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<String> mainOf(Path jar) {
    try (var file = new JarFile(jar.toFile())) {
      return Optional.ofNullable(file.getManifest())
          .map(manifest -> manifest.getMainAttributes().getValue("Main-Class"));
    } catch (IOException noJar) {
      throw new IllegalArgumentException(jar + " is not a jar", noJar);
    }
  }

  /** As the Java language host does, which runs {@code mvn compile exec:java}. */
  private static PackPlace built(Path folder, Optional<String> main) throws IOException {
    var pom = folder.resolve("pom.xml");
    if (!Files.exists(pom)) {
      throw new IllegalArgumentException(
          folder + " contains no pom.xml: only Java packs work here");
    }
    var pack = PackPom.read(pom);
    var found = main.or(pack::main);
    if (found.isEmpty()) {
      throw new IllegalArgumentException(
          pom + " does not say which class serves the pack: name it with --main");
    }
    var list = Files.createTempFile("classpath", ".txt");
    try {
      PackPom.maven(
          pom,
          "compile",
          "org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath",
          "-Dmdep.includeScope=runtime",
          "-Dmdep.outputFile=" + list);
      var places = new ArrayList<Path>();
      places.add(folder.resolve("target/classes"));
      Arrays.stream(Files.readString(list).strip().split(File.pathSeparator, -1))
          .filter(place -> !place.isBlank())
          .map(Path::of)
          .forEach(places::add);
      return new PackPlace(places, found.get());
    } finally {
      Files.deleteIfExists(list);
    }
  }
}
