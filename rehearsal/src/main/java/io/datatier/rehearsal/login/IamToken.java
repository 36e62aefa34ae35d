package io.datatier.rehearsal.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.datatier.rehearsal.login.AccessKeys.AccessKey;
import io.datatier.rehearsal.value.Sha256;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A token for IAM database authentication: the presigned URL of a request {@code connect} to the
 * service {@code rds-db}, without its scheme (RDS user guide, "IAM database authentication"; AWS
 * General Reference, "Signature Version 4").
 *
 * @param host with its port, as signed
 * @param query as signed, without the signature
 * @param parameters of the query, decoded
 */
record IamToken(String host, String query, Map<String, String> parameters, String signature) {

  private static final Duration LONGEST_LIFE = Duration.ofMinutes(15);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  /** Empty for a text that is not a token, such as a password. */
  static Optional<IamToken> parse(String text) {
    var parts = text.split("/\\?", 2);
    if (parts.length < 2 || !parts[1].contains("X-Amz-Signature=")) {
      return Optional.empty();
    }
    var signed =
        Arrays.stream(parts[1].split("&", -1))
            .filter(pair -> !pair.startsWith("X-Amz-Signature="))
            .sorted()
            .collect(Collectors.joining("&"));
    var parameters =
        Arrays.stream(parts[1].split("&", -1))
            .map(pair -> pair.split("=", 2))
            .filter(pair -> pair.length == 2)
            .collect(
                Collectors.toMap(
                    pair -> pair[0],
                    pair -> URLDecoder.decode(pair[1], UTF_8),
                    (one, other) -> other));
    return Optional.of(
        new IamToken(parts[0], signed, parameters, parameters.getOrDefault("X-Amz-Signature", "")));
  }

  /** The id of the access key that signed it. */
  String accessKeyId() {
    return of("X-Amz-Credential").split("/", 2)[0];
  }

  /** Whether {@code key} signed it, for this host and user, and not too long ago. */
  boolean isSigned(AccessKey key, String expectedHost, String user, String region, Instant now) {
    return host.equals(expectedHost)
        && of("Action").equals("connect")
        && of("DBUser").equals(user)
        && of("X-Amz-Algorithm").equals("AWS4-HMAC-SHA256")
        && of("X-Amz-SignedHeaders").equals("host")
        && of("X-Amz-Credential").equals(key.id() + "/" + scope(region))
        && isFresh(now)
        && MessageDigest.isEqual(signature.getBytes(UTF_8), sign(key, region).getBytes(UTF_8));
  }

  private boolean isFresh(Instant now) {
    try {
      var signedAt = TIME.parse(of("X-Amz-Date"), Instant::from);
      var life = Duration.ofSeconds(Long.parseLong(of("X-Amz-Expires")));
      return life.compareTo(LONGEST_LIFE) <= 0 && now.isBefore(signedAt.plus(life));
    } catch (DateTimeParseException | NumberFormatException malformed) {
      return false;
    }
  }

  private String sign(AccessKey key, String region) {
    var request = String.join("\n", "GET", "/", query, "host:" + host, "", "host", sha256(""));
    var text =
        String.join("\n", "AWS4-HMAC-SHA256", of("X-Amz-Date"), scope(region), sha256(request));
    var signing = ("AWS4" + key.secret()).getBytes(UTF_8);
    for (var part : scope(region).split("/", -1)) {
      signing = hmac(signing, part);
    }
    return HexFormat.of().formatHex(hmac(signing, text));
  }

  private String scope(String region) {
    var day = of("X-Amz-Date").split("T", 2)[0];
    return String.join("/", day, region, "rds-db", "aws4_request");
  }

  private String of(String parameter) {
    return parameters.getOrDefault(parameter, "");
  }

  private static String sha256(String text) {
    return HexFormat.of().formatHex(Sha256.of(text));
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  @Override
  public String toString() {
    return "a token for " + host;
  }
}
