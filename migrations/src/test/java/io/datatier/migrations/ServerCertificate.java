package io.datatier.migrations;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;

/** A certificate for {@code localhost} that its own authority is, and its key, both in PEM. */
record ServerCertificate(Path certificate, Path key) {

  private static final String STORE_PASSWORD = "changeit";

  static ServerCertificate in(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    var store = folder.resolve("server.p12");
    generate(store);
    var keys = KeyStore.getInstance(store.toFile(), STORE_PASSWORD.toCharArray());
    var made =
        new ServerCertificate(
            folder.resolve(AdminEndpoint.CERTIFICATES), folder.resolve("server.key"));
    Files.writeString(
        made.certificate(), pem("CERTIFICATE", keys.getCertificate("server").getEncoded()));
    Files.writeString(
        made.key(),
        pem("PRIVATE KEY", keys.getKey("server", STORE_PASSWORD.toCharArray()).getEncoded()));
    Files.setPosixFilePermissions(made.key(), PosixFilePermissions.fromString("rw-------"));
    return made;
  }

  private static void generate(Path store) throws IOException, InterruptedException {
    var keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-ext",
                "bc=ca:true",
                "-storetype",
                "PKCS12",
                "-storepass",
                STORE_PASSWORD,
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    var said = new String(keytool.getInputStream().readAllBytes(), US_ASCII);
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool: " + said);
    }
  }

  private static String pem(String kind, byte[] encoded) {
    var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
  }
}
