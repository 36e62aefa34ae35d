package io.datatier.rehearsal.scenarios;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.ToolProvider;

/** Makes a program of this test class path startable as the engine's language host does it. */
final class ProgramJar {

  private ProgramJar() {}

  /** A jar with nothing in it but a manifest: the main class, and where it and the SDK are. */
  static Path of(Class<?> program, Path jar) throws IOException {
    return jar(
        program.getName(), uri("target/test-classes/") + " " + uri("target/rehearsal.jar"), jar);
  }

  /** The same for a program that is compiled against a published jar and nothing else. */
  static Path compiled(Path source, String mainClass, Path library, Path folder)
      throws IOException {
    var classes = folder.resolve("classes");
    var refused = new StringWriter();
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var options =
          List.of(
              "-Xlint:all,-classfile",
              "-Werror",
              "-proc:none",
              "-cp",
              library.toString(),
              "-d",
              classes.toString());
      var compiled =
          compiler
              .getTask(refused, files, null, options, null, files.getJavaFileObjects(source))
              .call();
      if (!compiled) {
        throw new AssertionError(refused.toString());
      }
    }
    return jar(
        mainClass,
        uri(classes + "/") + " " + uri(library.toString()),
        folder.resolve("program.jar"));
  }

  private static Path jar(String mainClass, String classPath, Path jar) throws IOException {
    var manifest = new Manifest();
    var entries = manifest.getMainAttributes();
    entries.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    entries.put(Attributes.Name.MAIN_CLASS, mainClass);
    entries.put(Attributes.Name.CLASS_PATH, classPath);
    Files.createDirectories(jar.toAbsolutePath().getParent());
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar.toAbsolutePath();
  }

  private static String uri(String path) {
    return "file://" + Path.of(path).toAbsolutePath().normalize() + (path.endsWith("/") ? "/" : "");
  }
}
