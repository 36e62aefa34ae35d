package io.datatier.rehearsal.workflows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A machine that jobs run on. Its tools note how they were called and leave behind what the real
 * ones would; {@code pulumi} starts the program and the pack through their wrappers, as the engine
 * does. Everything else, such as the shell, is this machine's.
 */
final class Runner {

  static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();

  /** What jobs touch. The rest of the checkout would only take time to copy. */
  private static final List<String> CHECKED_OUT =
      List.of(
          ".github/newest",
          ".github/report",
          ".github/comment",
          "mvnw",
          "pom.xml",
          "src/main/java/io/datatier/App.java",
          "policy/mvnw",
          "policy.json",
          "policy/pom.xml",
          "policy/PulumiPolicy.yaml",
          "policy/src/main/java/io/datatier/policy/DataTierPolicyPack.java",
          "migrations/src/main/resources");

  private final Path folder;

  /** The shell pattern of calls that fail. */
  private String failing = "";

  private String newest = GithubRun.COMMIT;

  Runner(Path folder) throws IOException {
    this.folder = folder.toRealPath();
    Files.createFile(this.folder.resolve("calls"));
    Files.createDirectories(this.folder.resolve("comments"));
    tool(
        "mvn",
        """
        case "$*" in
          *" -f policy/pom.xml "*package) built=policy/target/datatier-policy.jar ;;
          *" -f proof/pom.xml "*package) built=proof/target/proof.jar ;;
          *" package") built=target/datatier.jar ;;
          *) exit ;;
        esac
        mkdir -p ${built%/*}/lib ${built%/*}/classes && echo jar >$built && echo jar >${built%/*}/lib/library.jar
        """);
    tool(
        "make",
        """
        case "$*" in
          migrations) mkdir -p migrations/target/function && echo class >migrations/target/function/Handler.class ;;
          *) echo "a summary of make $*, <b> & all" ;;
        esac
        """);
    tool(
        "pulumi",
        """
        echo "what pulumi $1 says"
        case "$1" in
          preview|up) ./mvnw --no-transfer-progress compile exec:java ;;
        esac
        case "$*" in
          *" --policy-pack policy"*)
            policy/mvnw --no-transfer-progress compile exec:java -f $PWD/policy/pom.xml -Dexec.args=127.0.0.1:7 ;;
        esac
        """);
    program(
        "java",
        """
        [ "$1" = -version ] && echo 17 >&2 && exit
        said=java
        for word; do
          case $word in
            -X* | -Dsun.reflect.*) ;;
            *) said="$said ${word#"$PWD/"}" ;;
          esac
        done
        echo "$said" >>FOLDER/calls
        """);
    // Knows the last commit of main, finds and keeps the comments of one pull request.
    tool(
        "gh",
        """
        for body; do :; done
        body=${body#body=@}
        case "$*" in
          *git/ref/heads/main*) echo $NEWEST ;;
          *--paginate*) ls FOLDER/comments ;;
          *PATCH*comments/1\\ *|*POST*) cp "$body" FOLDER/comments/1 ;;
        esac
        """);
  }

  private void tool(String name, String does) throws IOException {
    program(
        name,
        """
        echo ${PULUMI_SKIP_CHECKPOINTS:+PULUMI_SKIP_CHECKPOINTS=$PULUMI_SKIP_CHECKPOINTS} \
          NAME $(echo "$*" | sed 's,body=@.*,body=@FILE,') >>FOLDER/calls
        case "NAME $*" in
          $FAILING) echo "what a NAME that fails says"; exit 1 ;;
        esac
        """
                .replace("NAME", name)
            + does);
  }

  private void program(String name, String does) throws IOException {
    var file = folder.resolve("bin").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + does.replace("FOLDER", folder.toString()));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  void fails(String pattern) {
    failing = pattern;
  }

  /** Another commit is the last one of main. */
  void mergesMore() {
    newest = "89abcde";
  }

  void note(String line) {
    try {
      Files.writeString(folder.resolve("calls"), line + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything that was called, in order. */
  List<String> calls() throws IOException {
    return Files.readAllLines(folder.resolve("calls"));
  }

  /** The pull request's comments. */
  List<String> comments() throws IOException {
    try (var files = Files.list(folder.resolve("comments"))) {
      var texts = new ArrayList<String>();
      for (var file : files.sorted().toList()) {
        texts.add(Files.readString(file));
      }
      return texts;
    }
  }

  /** An empty folder for a job. */
  Path workspace(String job) throws IOException {
    return Files.createTempDirectory(folder, job);
  }

  void checkOut(Path workspace) throws IOException {
    for (var name : CHECKED_OUT) {
      copy(CHECKOUT.resolve(name), workspace.resolve(name), Instant.now());
    }
  }

  /** Keeps what the patterns match, as artefact {@code name}; false if they match nothing. */
  boolean keep(Path workspace, String name, List<String> patterns) throws IOException {
    var kept = false;
    for (var pattern : patterns) {
      var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
      try (var files = Files.walk(workspace)) {
        for (var file :
            files.filter(file -> matcher.matches(workspace.relativize(file))).toList()) {
          copy(file, artefact(name).resolve(workspace.relativize(file)), Instant.now());
          kept = true;
        }
      }
    }
    return kept;
  }

  /** Unpacks the artefacts whose name the pattern matches; their files look older than sources. */
  void bring(String pattern, Path target) throws IOException {
    var matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    Files.createDirectories(folder.resolve("artefacts"));
    try (var names = Files.list(folder.resolve("artefacts"))) {
      for (var name : names.filter(name -> matcher.matches(name.getFileName())).toList()) {
        copy(name, target, Instant.now().minus(Duration.ofHours(1)));
      }
    }
  }

  /** What an earlier run has kept is no artefact of the next one. */
  void startRun() throws IOException {
    var artefacts = folder.resolve("artefacts");
    if (Files.exists(artefacts)) {
      Files.move(artefacts, Files.createTempDirectory(folder, "earlier").resolve("artefacts"));
    }
  }

  private Path artefact(String name) {
    return folder.resolve("artefacts").resolve(name);
  }

  private static void copy(Path from, Path to, Instant time) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.toList()) {
        var copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.createDirectories(copy.toAbsolutePath().resolveSibling(""));
          Files.copy(
              file, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
          Files.setLastModifiedTime(copy, FileTime.from(time));
        }
      }
    }
  }

  /** Runs a script with Bash, and says whether it succeeded. */
  boolean shell(List<String> options, String script, Path workspace, Map<String, String> variables)
      throws IOException, InterruptedException {
    var file = Files.createTempFile(folder, "step", ".sh");
    Files.writeString(file, script);
    var command = new ArrayList<>(List.of("bash", "--noprofile", "--norc"));
    command.addAll(options);
    command.add(file.toString());
    var builder =
        new ProcessBuilder(command)
            .directory(workspace.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("printed").toFile());
    var path = builder.environment().getOrDefault("PATH", "/usr/bin:/bin");
    builder.environment().clear();
    builder.environment().putAll(variables);
    builder.environment().put("PATH", folder.resolve("bin") + ":" + path);
    builder.environment().put("FAILING", failing);
    builder.environment().put("NEWEST", newest);
    return builder.start().waitFor() == 0;
  }
}
