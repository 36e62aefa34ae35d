package io.datatier.proof.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;

/**
 * A certificate for {@code localhost}, its own authority.
 *
 * @param file in PEM
 * @param key its key in PEM, for its owner only
 */
record LoopbackCertificate(Path file, Path key) {

  /** The store is worth nothing outside its folder, which only its owner can read. */
  private static final String STORE_PASSWORD = "loopback";

  static LoopbackCertificate in(Path folder) throws IOException, InterruptedException {
    var store = folder.resolve("server.p12");
    var keytool =
        OneRun.of(
            new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "server",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "bc=ca:true",
                    "-ext",
                    "san=dns:localhost",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    STORE_PASSWORD,
                    "-keystore",
                    store.toString())),
            "",
            Duration.ofMinutes(1));
    if (keytool.exit() != 0) {
      throw new IOException("keytool: " + keytool.said());
    }
    try {
      var password = STORE_PASSWORD.toCharArray();
      var keys = KeyStore.getInstance(store.toFile(), password);
      return new LoopbackCertificate(
          write(
              folder.resolve("server.crt"),
              "CERTIFICATE",
              keys.getCertificate("server").getEncoded()),
          write(
              folder.resolve("server.key"),
              "PRIVATE KEY",
              keys.getKey("server", password).getEncoded()));
    } catch (GeneralSecurityException unusable) {
      throw new IOException("The certificate for loopback cannot be used", unusable);
    }
  }

  private static Path write(Path file, String kind, byte[] encoded) throws IOException {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    Files.writeString(
        file, "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
    // PostgreSQL refuses a key that others can read.
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
