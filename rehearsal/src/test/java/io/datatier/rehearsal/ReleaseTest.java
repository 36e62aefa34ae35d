package io.datatier.rehearsal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a release puts into {@code dist}. Maven is left out: it only leaves what it would build. */
final class ReleaseTest {

  private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  private static final List<String> COMMITTED =
      List.of(
          ".ci/release",
          "CHANGELOG.md",
          "README.md",
          "Pulumi.yaml",
          "Pulumi.dev.yaml",
          "Pulumi.prod.yaml",
          "pom.xml",
          "mvnw",
          "policy.json",
          "docs/adopt.md",
          "migrations/pom.xml",
          "policy/docs/README.md",
          "policy/mvnw",
          "policy/pom.xml",
          "policy/PulumiPolicy.yaml",
          "policy/sdk/pom.xml",
          "samples/function/index.mjs",
          "sweep/datatier-sweep",
          "sweep/pom.xml");

  /** Leaves one file for each that Maven would build, whatever time and folder it is. */
  private static final String MAVEN =
      """
      #!/bin/sh
      pom=pom.xml
      output=
      name=
      previous=
      for word; do
        case $previous in -f) pom=$word ;; esac
        case $word in
          -DoutputDirectory=*|-Dlicense.outputDirectory=*) output=${word#*=} ;;
          -DoutputName=*) name=${word#*=}.json ;;
          -Dlicense.thirdPartyFilename=*) name=${word#*=} ;;
        esac
        previous=$word
      done
      built() { mkdir -p "$(dirname "$1")" && echo "$1 of $pom" >"$1"; }
      case "$*" in
        *makeBom*|*add-third-party*) echo "$pom" >"$output/$name" ;;
        *) case $pom in
            pom.xml)
              for jar in datatier datatier-sources datatier-javadoc lib/library; do built target/$jar.jar; done ;;
            migrations/*) built migrations/target/function/Handler.class ;;
            policy/sdk/*)
              for jar in '' -sources -javadoc; do built policy/target/sdk/pulumi-policy-sdk-VERSION$jar.jar; done ;;
            sweep/*) built sweep/target/datatier-sweep.jar && built sweep/target/lib/library.jar ;;
          esac ;;
      esac
      """;

  private final Path folder;
  private final Path checkout;
  private final String version;

  ReleaseTest(@TempDir Path folder) throws Exception {
    this.folder = folder;
    this.checkout = folder.resolve("checkout");
    var pom = Files.readString(CHECKOUT.resolve("pom.xml"));
    this.version = pom.split("<version>", 2)[1].split("</version>", 2)[0];
    for (var name : COMMITTED) {
      Files.createDirectories(checkout.resolve(name).resolveSibling(""));
      Files.copy(CHECKOUT.resolve(name), checkout.resolve(name));
    }
    Files.writeString(checkout.resolve(".gitignore"), "target/\ndist/\n");
    var maven = folder.resolve("bin/mvn");
    Files.createDirectories(maven.resolveSibling(""));
    Files.writeString(maven, MAVEN.replace("VERSION", version));
    Files.setPosixFilePermissions(maven, PosixFilePermissions.fromString("rwxr-xr-x"));
    run(
        "git init -q && git add . && git -c user.name=a -c user.email=a@example.org commit -qm all");
  }

  @Test
  void holds_every_part_with_its_materials_and_licences() throws Exception {
    run(".ci/release");

    var expected = new ArrayList<String>();
    for (var jar : List.of("datatier", "pulumi-policy-sdk")) {
      for (var kind : List.of("", "-sources", "-javadoc")) {
        expected.add(jar + "-" + version + kind + ".jar");
      }
    }
    expected.add("datatier-" + version + ".pom");
    for (var archive : List.of("docs", "policy", "program", "sweep")) {
      expected.add("datatier-" + archive + "-" + version + ".tar.gz");
    }
    for (var part :
        List.of(
            "datatier-migrations",
            "datatier-policy",
            "datatier-program",
            "datatier-sweep",
            "pulumi-policy-sdk")) {
      expected.add("sbom/" + part + "-" + version + ".json");
      expected.add("licences/" + part + "-" + version + ".txt");
    }
    expected.add("CHANGELOG.md");
    assertEquals(expected.stream().sorted().toList(), List.copyOf(sums().keySet()));
    assertEquals("", run("cd dist && sha256sum --check --quiet SHA256SUMS"));
  }

  @Test
  void the_program_starts_without_sources() throws Exception {
    run(".ci/release");

    var listed = run("tar -tzf dist/datatier-program-%s.tar.gz".formatted(version));

    assertEquals(
        List.of(
            "CHANGELOG.md",
            "Pulumi.dev.yaml",
            "Pulumi.prod.yaml",
            "Pulumi.yaml",
            "README.md",
            "migrations/target/function/Handler.class",
            "mvnw",
            "policy.json",
            "pom.xml",
            "samples/function/index.mjs",
            "target/datatier.jar",
            "target/lib/library.jar"),
        listed
            .lines()
            .filter(name -> !name.endsWith("/"))
            .map(name -> name.replace("datatier-program-" + version + "/", ""))
            .sorted()
            .toList());
  }

  @Test
  void is_of_the_last_commit_whatever_the_folder_holds() throws Exception {
    run("umask 022 && TZ=UTC .ci/release");
    var before = sums();
    Files.writeString(checkout.resolve("README.md"), "not committed");
    Files.writeString(checkout.resolve("policy/new.txt"), "not committed");
    Files.createDirectories(checkout.resolve("target/lib"));
    Files.writeString(checkout.resolve("target/lib/left.jar"), "of an earlier build");

    run("umask 077 && TZ=Pacific/Auckland .ci/release");

    assertEquals(before, sums());
  }

  private SortedMap<String, String> sums() throws IOException {
    var sums = new TreeMap<String, String>();
    for (var line : Files.readAllLines(checkout.resolve("dist/SHA256SUMS"))) {
      sums.put(line.substring(66), line.substring(0, 64));
    }
    return sums;
  }

  private String run(String command) throws Exception {
    var errors = folder.resolve("errors");
    var builder =
        new ProcessBuilder("sh", "-ec", command)
            .directory(checkout.toFile())
            .redirectError(errors.toFile());
    builder.environment().merge("PATH", folder.resolve("bin") + ":", (path, bin) -> bin + path);
    var shell = builder.start();
    var printed = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, shell.waitFor(), () -> command + "\n" + read(errors));
    return printed;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return String.valueOf(e);
    }
  }
}
