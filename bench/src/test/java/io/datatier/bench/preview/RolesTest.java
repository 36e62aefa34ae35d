package io.datatier.bench.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class RolesTest {

  @Test
  void processes_of_our_form_are_told_apart() {
    assertEquals(
        List.of("engine", "host", "pack", "pack", "discovery", "program", "provider", "other"),
        roles(
            "pulumi --non-interactive preview --policy-pack /c/policy",
            "/e/pulumi-language-java 127.0.0.1:1",
            "/bin/sh /c/policy/mvnw compile exec:java -f /c/policy/pom.xml -Dexec.args=127.0.0.1:1",
            "java -XX:SharedArchiveFile=x -jar /c/policy/target/datatier-policy.jar 127.0.0.1:1",
            "java -cp /c/target/datatier.jar com.pulumi.bootstrap.internal.Main packages",
            "java -XX:SharedArchiveFile=x -jar /c/target/datatier.jar",
            "java -jar /c/rehearsal/target/rehearsal.jar 127.0.0.1:1",
            "git rev-parse HEAD"));
  }

  @Test
  void processes_of_the_maven_form_are_told_apart() {
    var maven =
        "/jdk/bin/java -classpath /m2/boot/plexus-classworlds.jar Launcher compile exec:java";
    assertEquals(
        List.of("discovery", "program", "pack"),
        roles(
            maven + " -DmainClass=com.pulumi.bootstrap.internal.Main -DmainArgs=packages",
            maven,
            maven + " -f /c/policy/pom.xml -Dexec.args=127.0.0.1:1"));
  }

  private static List<String> roles(String... commands) {
    return List.of(commands).stream().map(Roles::of).toList();
  }
}
