package io.datatier.rehearsal.scenarios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Makes a program of this test class path startable as the engine's language host does it. */
final class ProgramJar {

  private ProgramJar() {}

  /** A jar with nothing in it but a manifest: the main class, and where it and the SDK are. */
  static Path of(Class<?> program, Path jar) throws IOException {
    var manifest = new Manifest();
    var entries = manifest.getMainAttributes();
    entries.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    entries.put(Attributes.Name.MAIN_CLASS, program.getName());
    entries.put(
        Attributes.Name.CLASS_PATH,
        uri("target/test-classes") + "/ " + uri("target/rehearsal-0.1.0.jar"));
    Files.createDirectories(jar.toAbsolutePath().getParent());
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar.toAbsolutePath();
  }

  private static String uri(String path) {
    return "file://" + Path.of(path).toAbsolutePath();
  }
}
