package io.datatier.rehearsal.kms;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Follows internal/service/kms/grant.go of the provider, where a grant's id consists of the key's
 * and its own. KMS deletes a key's grants with the key.
 *
 * <p>Checked: operations; key and principal exist.
 */
@AutoService(ResourceType.class)
public final class KmsGrant implements ResourceType {

  public static final String TYPE = "aws:kms/grant:Grant";

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9:/_-]{1,256}");
  private static final Pattern PRINCIPAL =
      Pattern.compile("arn:aws(-[a-z]+)*:(iam|sts)::\\d{12}:.+|[a-z0-9.-]+\\.amazonaws\\.com");

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "KMS Grant")
        .replacedBy(
            """
            constraints grantCreationTokens granteePrincipal keyId name operations retireOnDelete
            retiringPrincipal
            """)
        .unordered("constraints", "grantCreationTokens", "operations")
        .secrets("grantToken")
        .autoNamed();
  }

  @Override
  public Optional<Entity> find(Account account, String id) {
    return account
        .find(TYPE, id)
        .filter(grant -> grant.text("keyId").flatMap(key -> Keys.find(account, key)).isPresent());
  }

  @Override
  public void check(Inputs inputs) {
    var rule = "be the ARN of an IAM principal, or a service such as rds.amazonaws.com";
    inputs
        .fill("retireOnDelete", false)
        .matches("name", NAME, "have 1 to 256 letters, digits and :/_-")
        .matches("granteePrincipal", PRINCIPAL, rule)
        .matches("retiringPrincipal", PRINCIPAL, rule)
        .each(
            "constraints",
            constraint ->
                constraint.atMostOne("encryptionContextEquals", "encryptionContextSubset"))
        .eachOf(
            "operations",
            "CreateGrant",
            "Decrypt",
            "DeriveSharedSecret",
            "DescribeKey",
            "Encrypt",
            "GenerateDataKey",
            "GenerateDataKeyPair",
            "GenerateDataKeyPairWithoutPlaintext",
            "GenerateDataKeyWithoutPlaintext",
            "GenerateMac",
            "GetPublicKey",
            "ReEncryptFrom",
            "ReEncryptTo",
            "RetireGrant",
            "Sign",
            "Verify",
            "VerifyMac");
  }

  @Override
  public void requireReferences(Account account, Fields inputs) {
    inputs.text("keyId").ifPresent(key -> Keys.required(account, key));
  }

  @Override
  public Made create(Account account, Fields properties) {
    var key = properties.text("keyId", "");
    var grant = Ids.hex(account, "grant", 64);
    return made(
        account,
        key + ":" + grant,
        Keys.required(account, key).originOfParts(),
        properties
            .with("grantId", grant)
            .with("grantToken", "token-" + Ids.hex(account, "grant-token", 32)));
  }
}
