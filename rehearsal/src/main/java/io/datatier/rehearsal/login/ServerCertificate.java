package io.datatier.rehearsal.login;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate, its own authority, for the host names of a stack's database and proxy: what
 * clients verify in place of one of Amazon's.
 *
 * @param file the certificate in PEM
 * @param key its key in PEM
 * @param trust a PKCS12 store that trusts it
 */
record ServerCertificate(Path file, Path key, Path trust, SSLContext server) {

  /** The certificate is worth nothing outside its folder, which only its owner can read. */
  static final String STORE_PASSWORD = "rehearsal";

  static ServerCertificate of(List<String> hosts, Path folder)
      throws IOException, InterruptedException {
    var store = folder.resolve("server.p12");
    generate(hosts, store);
    try {
      return of(KeyStore.getInstance(store.toFile(), STORE_PASSWORD.toCharArray()), folder);
    } catch (GeneralSecurityException unusable) {
      throw new IOException("The certificate for loopback cannot be used", unusable);
    }
  }

  private static ServerCertificate of(KeyStore keys, Path folder)
      throws IOException, GeneralSecurityException {
    var password = STORE_PASSWORD.toCharArray();
    var certificate = keys.getCertificate("server");
    var file = folder.resolve("server.crt");
    Files.writeString(file, pem("CERTIFICATE", certificate.getEncoded()));
    var key = folder.resolve("server.key");
    Files.writeString(key, pem("PRIVATE KEY", keys.getKey("server", password).getEncoded()));
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, password);
    trusted.setCertificateEntry("server", certificate);
    var trust = folder.resolve("trust.p12");
    try (var out = Files.newOutputStream(trust)) {
      trusted.store(out, password);
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, password);
    var server = SSLContext.getInstance("TLS");
    server.init(managers.getKeyManagers(), null, null);
    return new ServerCertificate(file, key, trust, server);
  }

  private static void generate(List<String> hosts, Path store)
      throws IOException, InterruptedException {
    var names = hosts.stream().map("dns:"::concat).collect(Collectors.joining(","));
    var arguments =
        "-genkeypair -alias server -keyalg EC -dname CN=rehearsal -ext bc=ca:true -storetype PKCS12"
            + " -storepass %s -keystore %s -ext san=%s".formatted(STORE_PASSWORD, store, names);
    var keytool =
        new ProcessBuilder(
                (Path.of(System.getProperty("java.home"), "bin", "keytool") + " " + arguments)
                    .split(" ", -1))
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
