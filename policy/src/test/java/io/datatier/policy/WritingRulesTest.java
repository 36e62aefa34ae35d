package io.datatier.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.Empty;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.Rule;
import io.datatier.policy.sdk.StackFacts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import pulumirpc.AnalyzerGrpc;
import pulumirpc.AnalyzerOuterClass.AnalyzeDiagnostic;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;

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

  private void compile(Stream<Path> sources) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    var faults = new DiagnosticCollector<JavaFileObject>();
    try (var files = compiler.getStandardFileManager(faults, Locale.ROOT, StandardCharsets.UTF_8)) {
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
              files.getJavaFileObjectsFromPaths(sources.toList()))
          .call();
    }
    assertEquals(List.of(), faults.getDiagnostics());
  }

  private void compileGuide() throws IOException {
    var classes = classes();
    assertEquals(
        List.of(
            "QueueEncrypted",
            "AcmePack",
            "TagsPack",
            "QueueRetention",
            "QueueHasAlarm",
            "QueueTest"),
        classes);
    compile(classes.stream().map(name -> folder.resolve(name + ".java")));
  }

  @Test
  void every_block_compiles_and_the_tests_pass() throws Exception {
    compileGuide();
    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      var pack = loader.loadClass("acme.policy.AcmePack").getDeclaredField("PACK");
      pack.setAccessible(true);
      assertEquals("acme", ((PolicyPack) pack.get(null)).name());
      assertEquals(3, run(loader.loadClass("acme.policy.QueueTest")));
      var tags = loader.loadClass("acme.policy.TagsPack");
      assertEquals(List.of("queue-has-tag-owner"), rules(tags, Map.of()));
      assertEquals(
          List.of("queue-has-tag-owner", "queue-has-tag-team"),
          rules(tags, Map.of("acme:tags", "owner,team")));
    }
  }

  private static List<String> rules(Class<?> packs, Map<String, String> config)
      throws ReflectiveOperationException {
    var of = packs.getDeclaredMethod("of", StackFacts.class);
    of.setAccessible(true);
    var stack = new StackFacts("", "shop", "prod", true, Map.of(), config, Set.of());
    return ((PolicyPack) of.invoke(null, stack)).rules().stream().map(Rule::id).toList();
  }

  @Test
  void the_pack_of_the_guide_serves_the_engine() throws Exception {
    compileGuide();
    var engine =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .build()
            .start();
    var pack =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                folder + File.pathSeparator + System.getProperty("java.class.path"),
                "acme.policy.AcmePack",
                "127.0.0.1:" + engine.getPort())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      var port = Integer.parseInt(pack.inputReader(StandardCharsets.UTF_8).readLine());
      var channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
      var rules = AnalyzerGrpc.newBlockingStub(channel);
      assertEquals("acme", rules.getAnalyzerInfo(Empty.getDefaultInstance()).getName());
      var answer =
          rules.analyze(
              AnalyzeRequest.newBuilder()
                  .setType("aws:sqs/queue:Queue")
                  .setUrn("urn:pulumi:dev::shop::aws:sqs/queue:Queue::orders")
                  .setName("orders")
                  .build());
      assertEquals(
          List.of(
              "Queues are encrypted\nsqsManagedSseEnabled is not set",
              "Queues keep their messages\n"
                  + "messageRetentionSeconds is not set, which means 4 days"),
          answer.getDiagnosticsList().stream().map(AnalyzeDiagnostic::getMessage).toList());
      channel.shutdownNow();
    } finally {
      pack.destroyForcibly();
      engine.shutdownNow();
    }
  }

  @Test
  void the_template_compiles_its_tests_pass_and_its_pom_is_that_of_the_guide() throws Exception {
    try (var files = Files.walk(Path.of("template/src"))) {
      compile(files.filter(file -> file.toString().endsWith(".java")));
    }
    try (var loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      assertEquals(2, run(loader.loadClass("policy.BucketsAreTaggedTest")));
    }
    var guide = Files.readString(Path.of("docs/writing-rules.md"));
    var pom = Files.readString(Path.of("template/pom.xml"));
    assertEquals(true, guide.contains("```xml\n" + pom + "```"));
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
