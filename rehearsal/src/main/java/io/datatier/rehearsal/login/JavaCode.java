package io.datatier.rehearsal.login;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The code of a function in Java.
 *
 * @param folder what Lambda would run
 * @param handler the name of its class
 */
record JavaCode(Path folder, String handler) implements FunctionCode {

  @Override
  public List<String> command(Loopback loopback) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Djdk.net.hosts.file=" + loopback.hosts(),
        "-Djavax.net.ssl.trustStore=" + loopback.trust(),
        "-Djavax.net.ssl.trustStoreType=PKCS12",
        "-Djavax.net.ssl.trustStorePassword=" + ServerCertificate.STORE_PASSWORD,
        "-cp",
        classPath(),
        FunctionMain.class.getName(),
        handler);
  }

  @Override
  public Map<String, String> environment(Loopback loopback) {
    return Map.of();
  }

  // Lambda puts the folder and the jars of its lib on the class path (Lambda guide, "Deploy Java
  // functions with .zip or JAR file archives").
  private String classPath() {
    try {
      var runner =
          Path.of(FunctionMain.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return String.join(
          File.pathSeparator, folder.toString(), folder.resolve("lib") + "/*", runner.toString());
    } catch (URISyntaxException notAFile) {
      throw new IllegalStateException(notAFile);
    }
  }
}
