package io.datatier.rehearsal.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the program's and the pack's {@code mvnw} start, told by a {@code java} and a {@code mvn}
 * that only note that they were called.
 */
final class MavenWrapperTest {

  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
  private static final String PLAIN = "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn";
  private static final List<String> RUN =
      List.of(PLAIN, "--no-transfer-progress", "compile", "exec:java");
  private static final List<String> PACKAGES =
      Stream.concat(
              RUN.stream(),
              Stream.of("-DmainClass=com.pulumi.bootstrap.internal.Main", "-DmainArgs=packages"))
          .toList();

  private final Path folder;
  private final Path calls;

  MavenWrapperTest(@TempDir Path folder) throws IOException {
    this.folder = folder.toRealPath();
    this.calls = this.folder.resolve("calls");
    Files.createFile(calls);
    Files.createDirectories(this.folder.resolve("src/main"));
    Files.createDirectories(this.folder.resolve("migrations/src/main/resources"));
    Files.createDirectories(this.folder.resolve("target"));
    Files.createFile(this.folder.resolve("pom.xml"));
    tool("mvn", "echo mvn $* >> %s; touch %s/target/datatier.jar %s/target/datatier-policy.jar");
    tool(
        "java",
        """
        case "$*" in
          -version) echo ${JAVA_SAYS:-17} >&2; exit ;;
          *packages) echo '[]' ;;
        esac
        echo java $* >> %s
        for word; do
          case $word in
            -XX:ArchiveClassesAtExit=*) echo archive > ${word#*=} ;;
          esac
        done
        exit ${JAVA_ENDS_WITH:-0}
        """);
  }

  @Test
  void builds_what_is_newer_than_the_jar_once() throws Exception {
    wrapper("mvnw");

    start(RUN);
    start(RUN);

    assertEquals(
        List.of(
            "mvn --quiet --batch-mode --no-transfer-progress -f pom.xml -Dmaven.test.skip=true package",
            "java -XX:ArchiveClassesAtExit=ARCHIVE -jar target/datatier.jar",
            "java -XX:SharedArchiveFile=ARCHIVE -jar target/datatier.jar"),
        called());
  }

  @Test
  void builds_again_when_a_source_has_gone() throws Exception {
    wrapper("mvnw");
    var source = Files.createFile(folder.resolve("src/main/App.java"));
    built("datatier.jar");
    Files.delete(source);

    start(RUN);

    assertEquals("mvn", called().get(0).split(" ", 2)[0]);
  }

  @Test
  void keeps_no_archive_of_a_program_that_failed() throws Exception {
    wrapper("mvnw");
    built("datatier.jar");

    assertEquals(32, start(RUN, Map.of("JAVA_ENDS_WITH", "32")));

    assertEquals(List.of("datatier.jar"), targets());
  }

  @Test
  void asks_the_libraries_once_which_plugins_they_need() throws Exception {
    wrapper("mvnw");
    built("datatier.jar");

    start(PACKAGES);
    start(PACKAGES);

    assertEquals(
        List.of("java -cp target/datatier.jar com.pulumi.bootstrap.internal.Main packages"),
        called());
  }

  @Test
  void trains_a_pack_once_and_starts_it_with_the_engines_address() throws Exception {
    wrapper("policy/mvnw");
    built("datatier-policy.jar");
    // As in a sandbox, where a link leads to the pack.
    var link = Files.createSymbolicLink(folder.resolve("link"), folder);

    start(pack(folder));
    start(pack(link));

    var started =
        "java -Ddatatier.policy.trained=true -XX:SharedArchiveFile=ARCHIVE -jar"
            + " target/datatier-policy.jar 127.0.0.1:7";
    assertEquals(
        List.of(
            "java -XX:ArchiveClassesAtExit=ARCHIVE -jar target/datatier-policy.jar --train",
            started,
            started),
        called());
  }

  /** With it comes an archive that the JVM ignores there, though it is newer than the jar. */
  @Test
  void makes_a_copied_checkout_an_archive_of_its_own() throws Exception {
    wrapper("mvnw");
    built("datatier.jar");
    start(RUN);
    var copy = copied();

    start(copy, RUN, Map.of());
    start(copy, RUN, Map.of());

    assertEquals(
        List.of(
            "java -XX:ArchiveClassesAtExit=ARCHIVE -jar target/datatier.jar",
            "java -XX:ArchiveClassesAtExit=copy/ARCHIVE -jar copy/target/datatier.jar",
            "java -XX:SharedArchiveFile=copy/ARCHIVE -jar copy/target/datatier.jar"),
        called());
  }

  @Test
  void makes_each_jdk_and_its_options_an_archive_of_their_own() throws Exception {
    wrapper("mvnw");
    built("datatier.jar");

    start(RUN);
    start(RUN, Map.of("JAVA_SAYS", "21"));
    var release = folder.resolve("release");
    for (var version : List.of("17", "21", "21")) {
      Files.writeString(release, "JAVA_VERSION=" + version);
      start(RUN);
    }
    start(RUN, Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g"));

    var makes = "java -XX:ArchiveClassesAtExit=ARCHIVE -jar target/datatier.jar";
    assertEquals(
        List.of(
            makes,
            makes,
            makes,
            makes,
            "java -XX:SharedArchiveFile=ARCHIVE -jar target/datatier.jar",
            makes),
        called());
  }

  @Test
  void trains_a_copied_pack_again() throws Exception {
    wrapper("policy/mvnw");
    built("datatier-policy.jar");
    start(folder, pack(folder), Map.of());
    var copy = copied();

    start(copy, pack(copy), Map.of());
    start(copy, pack(copy), Map.of());

    assertEquals(
        List.of(
            "java -XX:ArchiveClassesAtExit=ARCHIVE -jar target/datatier-policy.jar --train",
            "java -XX:ArchiveClassesAtExit=copy/ARCHIVE -jar copy/target/datatier-policy.jar --train"),
        called().stream().filter(line -> line.contains("AtExit")).toList());
  }

  @Test
  void lets_a_pack_say_itself_what_is_misspelt_where_training_failed() throws Exception {
    wrapper("policy/mvnw");
    built("datatier-policy.jar");

    assertEquals(1, start(pack(folder), Map.of("JAVA_ENDS_WITH", "1")));

    assertEquals(
        "java -XX:SharedArchiveFile=ARCHIVE -jar target/datatier-policy.jar 127.0.0.1:7",
        called().get(1));
  }

  /** As in an image that another user built. */
  @Test
  void starts_where_nothing_can_be_kept() throws Exception {
    var target = folder.resolve("target");
    built("datatier.jar");
    built("datatier-policy.jar");
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(target), "root may write everywhere");
    wrapper("mvnw");
    start(PACKAGES);
    start(RUN);
    wrapper("policy/mvnw");
    start(pack(folder));
    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertEquals(
        List.of(
            "java -cp target/datatier.jar com.pulumi.bootstrap.internal.Main packages",
            "java -XX:SharedArchiveFile=ARCHIVE -jar target/datatier.jar",
            "java -XX:SharedArchiveFile=ARCHIVE -jar target/datatier-policy.jar 127.0.0.1:7"),
        called());
    assertEquals(List.of("datatier-policy.jar", "datatier.jar"), targets());
  }

  @Test
  void leaves_everything_else_to_maven() throws Exception {
    for (var wrapper : List.of("mvnw", "policy/mvnw")) {
      wrapper(wrapper);
      start(List.of("--version"));
      start(List.of("compile", "exec:java", "-Dexec.mainClass=another.Main"));
    }
    var another = pack(Path.of("/another"));
    start(another);

    assertEquals(
        List.of(
            "mvn --version",
            "mvn compile exec:java -Dexec.mainClass=another.Main",
            "mvn --version",
            "mvn compile exec:java -Dexec.mainClass=another.Main",
            "mvn " + String.join(" ", another)),
        called());
  }

  private static List<String> pack(Path checkout) {
    var arguments =
        Stream.of("-f", checkout.resolve("pom.xml").toString(), "-Dexec.args=127.0.0.1:7");
    return Stream.concat(RUN.stream(), arguments).toList();
  }

  private Path copied() throws Exception {
    var copy = Files.createDirectory(folder.resolve("copy"));
    var command = new ArrayList<>(List.of("cp", "-Rp"));
    for (var part : List.of("mvnw", "pom.xml", "src", "migrations", "target")) {
      command.add(folder.resolve(part).toString());
    }
    command.add(copy.toString());
    assertEquals(0, new ProcessBuilder(command).start().waitFor());
    return copy;
  }

  private void wrapper(String script) throws IOException {
    Files.deleteIfExists(folder.resolve("mvnw"));
    Files.copy(CHECKOUT.resolve(script), folder.resolve("mvnw"));
  }

  /** A jar that is newer than every source. */
  private void built(String jar) throws IOException {
    var file = Files.createFile(folder.resolve("target").resolve(jar));
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(60)));
    for (var source :
        List.of("pom.xml", "src/main", "migrations/src/main/resources", "src/main/App.java")) {
      if (Files.exists(folder.resolve(source))) {
        Files.setLastModifiedTime(
            folder.resolve(source), FileTime.from(Instant.now().minusSeconds(120)));
      }
    }
  }

  private void tool(String name, String script) throws IOException {
    var file = folder.resolve("bin").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "#!/bin/sh\n"
            + script.replace("%s/target", folder + "/target").replace("%s", calls.toString()));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private int start(List<String> words) throws Exception {
    return start(words, Map.of());
  }

  private int start(List<String> words, Map<String, String> settings) throws Exception {
    return start(folder, words, settings);
  }

  private int start(Path checkout, List<String> words, Map<String, String> settings)
      throws Exception {
    var command = new ArrayList<>(List.of(checkout.resolve("mvnw").toString()));
    command.addAll(words);
    var builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("printed").toFile());
    List.of("JAVA_HOME", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS")
        .forEach(builder.environment()::remove);
    builder.environment().putAll(settings);
    builder
        .environment()
        .merge("PATH", folder.resolve("bin").toString(), (path, bin) -> bin + ":" + path);
    return builder.start().waitFor();
  }

  /** What was called, without what differs from machine to machine and the flags of every start. */
  private List<String> called() throws IOException {
    return Files.readString(calls, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.replace(folder + "/", ""))
        .map(
            line ->
                line.replaceAll(
                    "-XX:TieredStopAtLevel=1 -XX:CICompilerCount=1 -XX:C1MaxInlineSize=\\d+ (-Dsun\\.reflect\\.inflationThreshold=\\d+ )?-XX:\\+UseSerialGC -XX:MaxNewSize=\\d+m -Xlog:disable ",
                    ""))
        .map(line -> line.replaceAll("target/classes-[0-9-]+\\.jsa(\\.\\d+)?", "ARCHIVE"))
        .toList();
  }

  private List<String> targets() throws IOException {
    try (var files = Files.list(folder.resolve("target"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
