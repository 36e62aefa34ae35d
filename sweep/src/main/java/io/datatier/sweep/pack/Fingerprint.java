package io.datatier.sweep.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** Whether two runs judge by the same pack, configured alike, with the same SDK. */
public final class Fingerprint {

  private final MessageDigest digest;

  private Fingerprint() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }

  /**
   * The fingerprint of a pack and of what it is configured by.
   *
   * @param texts what else decides
   * @throws IOException if a file of the pack cannot be read
   */
  public static String of(PackPlace pack, List<String> texts) throws IOException {
    var fingerprint = new Fingerprint();
    for (var text : texts) {
      fingerprint.add(text);
    }
    fingerprint.add(pack.main());
    fingerprint.add(own());
    for (var place : pack.classPath()) {
      fingerprint.add(place);
    }
    return HexFormat.of().formatHex(fingerprint.digest.digest());
  }

  /** This code, which brings the SDK: another version may judge otherwise. */
  private static Path own() {
    var source =
        Objects.requireNonNull(Fingerprint.class.getProtectionDomain().getCodeSource(), "source");
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException malformed) {
      throw new IllegalStateException(malformed);
    }
  }

  private void add(String text) {
    digest.update(text.getBytes(UTF_8));
    digest.update((byte) 0);
  }

  /** By what files hold, and not by where they are: shards run on machines of their own. */
  private void add(Path place) throws IOException {
    if (!Files.exists(place)) {
      return;
    }
    try (var files = Files.walk(place)) {
      for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
        add(place.relativize(file).toString());
        digest.update(Files.readAllBytes(file));
      }
    }
  }
}
