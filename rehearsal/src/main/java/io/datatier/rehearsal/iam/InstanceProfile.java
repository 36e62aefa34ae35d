package io.datatier.rehearsal.iam;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import java.time.temporal.ChronoUnit;

/**
 * Follows internal/service/iam/instance_profile.go of the provider.
 *
 * <p>Checked: unique name; the role exists.
 */
@AutoService(ResourceType.class)
public final class InstanceProfile implements ResourceType {

  public static final String TYPE = "aws:iam/instanceProfile:InstanceProfile";

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "IAM Instance Profile")
        .listedBy("iam list-instance-profiles", "InstanceProfiles", "InstanceProfileName=name")
        .replacedBy("name", "namePrefix", "path")
        .autoNamed()
        .uniqueAs("EntityAlreadyExists", "Instance Profile %s already exists.")
        .global()
        .atMost(1000, "LimitExceeded", "Cannot exceed quota for InstanceProfilesPerAccount");
  }

  @Override
  public void check(Inputs inputs) {
    inputs.fill("path", "/");
    IamName.check(inputs, 128);
  }

  @Override
  public Made create(Account account, Fields properties) {
    return made(
        account,
        properties.text("name", ""),
        properties
            .with("arn", IamName.arn(account, "instance-profile", properties))
            .with("createDate", account.now().truncatedTo(ChronoUnit.SECONDS).toString())
            .with("uniqueId", "AIPA" + Ids.upper(account, "profile", 17)));
  }

  @Override
  public void admit(Account account, Fields properties) {
    AwsFault.ifAny(
        properties.text("role").filter(role -> account.find(Role.TYPE, role).isEmpty()),
        "NoSuchEntity",
        role -> "The role with name %s cannot be found.".formatted(role));
  }
}
