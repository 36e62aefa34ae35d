package io.datatier.rehearsal.kms;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.core.AutoName;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import java.util.regex.Pattern;

/**
 * Follows internal/service/kms/alias.go of the provider.
 *
 * <p>Checked: name format; the key exists.
 */
@AutoService(ResourceType.class)
public final class KmsAlias implements ResourceType {

  public static final String TYPE = "aws:kms/alias:Alias";

  private static final Pattern NAME = Pattern.compile("alias/(?!aws/)[a-zA-Z0-9/_-]{1,250}");

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "KMS Alias")
        .listedBy("kms list-aliases", "Aliases", "AliasName=name")
        .replacedBy("name", "namePrefix")
        .autoNamed(AutoName.of("name", 238).beginning("alias/"));
  }

  @Override
  public void check(Inputs inputs) {
    inputs.matches(
        "name",
        NAME,
        "begin with alias/, not with alias/aws/, and have only letters, digits and /_-");
  }

  @Override
  public Fields planned(Fields before, Fields inputs) {
    return inputs.keeping("targetKeyId", before, Keys::id);
  }

  @Override
  public void requireReferences(Account account, Fields inputs) {
    inputs.text("targetKeyId").ifPresent(key -> Keys.required(account, key));
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    var key = Keys.required(account, properties.text("targetKeyId", ""));
    return properties
        .with("targetKeyArn", key.text("arn").orElse(""))
        .with("targetKeyId", key.id());
  }

  @Override
  public Made create(Account account, Fields properties) {
    var name = properties.text("name", "");
    var arn = account.arn("kms", name);
    requireFree(
        account,
        name,
        "AlreadyExistsException",
        "An alias with the name %s already exists".formatted(arn));
    return made(account, name, properties.with("arn", arn));
  }
}
