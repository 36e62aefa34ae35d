package io.datatier.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.policy.sdk.PolicyPack;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide is a pack: what it shows compiles together, and the tests that it shows pass. */
final class WritingRulesTest {

  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
  private static final Pattern CLASS = Pattern.compile("final class (\\w+)");

  @TempDir private Path folder = Path.of("");

  private List<String> classes() throws IOException {
    var names = new ArrayList<String>();
    var blocks = BLOCK.matcher(Files.readString(Path.of("docs/writing-rules.md")));
    while (blocks.find()) {
      var name = CLASS.matcher(blocks.group(1));
      assertEquals(true, name.find());
      names.add(name.group(1));
      Files.writeString(folder.resolve(name.group(1) + ".java"), blocks.group(1));
    }
    return names;
  }

  private void compile(List<String> classes) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var faults = new DiagnosticCollector<JavaFileObject>();
    try (var files = compiler.getStandardFileManager(faults, Locale.ROOT, StandardCharsets.UTF_8)) {
      var sources = classes.stream().map(name -> folder.resolve(name + ".java")).toList();
      compiler
          .getTask(
              null,
              files,
              faults,
              List.of(
                  "-d",
                  folder.toString(),
                  "-proc:none",
                  "-Xlint:all",
                  "-classpath",
                  System.getProperty("java.class.path")),
              null,
              files.getJavaFileObjectsFromPaths(sources))
          .call();
    }
    assertEquals(List.of(), faults.getDiagnostics());
  }

  @Test
  void every_block_compiles_and_the_tests_pass() throws Exception {
    var classes = classes();
    assertEquals(
        List.of("QueueEncrypted", "AcmePack", "QueueRetention", "QueueHasAlarm", "QueueTest"),
        classes);
    compile(classes);
    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      var pack = loader.loadClass("acme.policy.AcmePack").getDeclaredField("PACK");
      pack.setAccessible(true);
      assertEquals("acme", ((PolicyPack) pack.get(null)).name());
      assertEquals(3, run(loader.loadClass("acme.policy.QueueTest")));
    }
  }

  private static int run(Class<?> tests) throws ReflectiveOperationException {
    var constructor = tests.getDeclaredConstructor();
    constructor.setAccessible(true);
    var run = 0;
    for (var method : tests.getDeclaredMethods()) {
      if (method.isAnnotationPresent(Test.class)) {
        method.setAccessible(true);
        method.invoke(constructor.newInstance());
        run++;
      }
    }
    return run;
  }
}
