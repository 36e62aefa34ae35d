package io.datatier.rehearsal.lambda;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.io.File;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;

/** The code of a function or a layer. The archive is never opened; its hash identifies it. */
final class LambdaCode {

  private LambdaCode() {}

  static Fields settle(Account account, Fields properties) {
    if (properties.get("code").orElse(null) instanceof Value.Opaque code) {
      var sha = Base64.getEncoder().encodeToString(bytes(account, code.identity()));
      return properties
          .with("codeSha256", sha)
          .with("sourceCodeHash", properties.text("sourceCodeHash", sha))
          .with("sourceCodeSize", size(code));
    }
    var elsewhere = properties.text("s3Key").or(() -> properties.text("imageUri")).orElse("");
    var sha = Base64.getEncoder().encodeToString(bytes(account, elsewhere));
    return properties
        .with("codeSha256", sha)
        .withDefault("sourceCodeHash", sha)
        .with("sourceCodeSize", Value.of(0));
  }

  private static byte[] bytes(Account account, String identity) {
    return identity.matches("([0-9a-f]{2})+")
        ? HexFormat.of().parseHex(identity)
        : HexFormat.of().parseHex(account.constant("code:" + identity, 64));
  }

  /** The size of an archive that is a local file; the provider packs all others. */
  private static Value size(Value.Opaque code) {
    var file = code.wire().text("path").map(path -> Path.of(path).toFile());
    return Value.of(file.filter(File::isFile).map(File::length).orElse(0L));
  }
}
