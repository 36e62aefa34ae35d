package io.datatier.rehearsal.engine;

import io.datatier.rehearsal.schema.AwsSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Installs the stand-in where the engine looks for the {@code aws} plugin, in the version that the
 * program's SDK requires.
 */
final class StandInPlugin {

  private StandInPlugin() {}

  /**
   * Writes a launcher for the jar under the given PULUMI_HOME. A plugin lives for seconds, so the
   * flags favor a quick start over peak speed, and keep a JVM from 24 on from warning the engine's
   * users that its libraries call sun.misc.Unsafe. What the JVM says of a class archive that does
   * not fit goes nowhere: standard output is for the port alone. With -Xrs the engine's SIGINT ends
   * it at once: otherwise the JVM first waits 0.3 seconds for threads in native code (JDK 17,
   * vmOperations.cpp, VM_Exit::wait_for_threads_in_native_to_block).
   */
  static void install(Path pulumiHome, Path jar) throws IOException {
    ClassArchive.make(jar, "io.datatier.rehearsal.provider.Training");
    var launcher = launcher(pulumiHome);
    Files.createDirectories(launcher.getParent());
    Files.writeString(
        launcher,
        """
        #!/bin/sh
        exec java -Dsun.misc.unsafe.memory.access=allow -XX:TieredStopAtLevel=1 \
          -XX:CICompilerCount=1 -XX:C1MaxInlineSize=16 -Dsun.reflect.inflationThreshold=1000 \
          -XX:+UseSerialGC -Xlog:disable -Xrs \
          -XX:SharedArchiveFile=%s -jar %s "$@"
        """
            .formatted(
                ShellWord.quoted(ClassArchive.of(jar).toString()),
                ShellWord.quoted(jar.toString())));
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** The file that the engine starts. */
  static Path launcher(Path pulumiHome) {
    return pulumiHome.resolve(
        "plugins/resource-aws-v" + AwsSchema.VERSION + "/pulumi-resource-aws");
  }
}
