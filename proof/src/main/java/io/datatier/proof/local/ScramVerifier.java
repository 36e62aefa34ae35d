package io.datatier.proof.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What PostgreSQL and PgBouncer keep in place of a password (RFC 5802; PostgreSQL documentation,
 * pg_authid). With the same one in both, PgBouncer logs in to the database with the keys that its
 * client proved (PgBouncer documentation, "Authentication file format").
 *
 * @param text the whole of it
 */
record ScramVerifier(String text) {

  /**
   * The verifier of {@code password}.
   *
   * @param iterations how often it is hashed: 4,096 is PostgreSQL's own
   */
  static ScramVerifier of(String password, int iterations) {
    try {
      var salt = new byte[16];
      new SecureRandom().nextBytes(salt);
      var key =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
              .generateSecret(new PBEKeySpec(password.toCharArray(), salt, iterations, 256))
              .getEncoded();
      var stored = MessageDigest.getInstance("SHA-256").digest(hmac(key, "Client Key"));
      return new ScramVerifier(
          "SCRAM-SHA-256$%d:%s$%s:%s"
              .formatted(
                  iterations, base64(salt), base64(stored), base64(hmac(key, "Server Key"))));
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "a SCRAM verifier";
  }
}
