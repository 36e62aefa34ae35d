package io.datatier.rehearsal.iam;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.core.Types;
import io.datatier.rehearsal.value.Fields;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Follows internal/service/iam/instance_profile.go of the provider. */
public final class InstanceProfile implements ResourceType {

  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,128}");

  @Override
  public Traits traits() {
    return Traits.of(Types.INSTANCE_PROFILE, "IAM Instance Profile")
        .replacedBy("name", "namePrefix", "path")
        .autoNamed("name", 128);
  }

  @Override
  public void check(Inputs inputs) {
    inputs.fill("path", "/").matches("name", NAME, "have 1 to 128 letters, digits and _+=,.@-");
  }

  @Override
  public Made create(Account account, Fields properties) {
    var name = properties.text("name", "");
    if (account.find(Types.INSTANCE_PROFILE, name).isPresent()) {
      throw new AwsFault(
          "EntityAlreadyExists", "Instance Profile %s already exists.".formatted(name));
    }
    hasRole(account, properties);
    return Made.in(
        account,
        new Entity(
            Types.INSTANCE_PROFILE,
            name,
            Entity.GLOBAL,
            new Origin.Made(),
            properties
                .with(
                    "arn",
                    "arn:aws:iam::%s:instance-profile%s%s"
                        .formatted(account.number(), properties.text("path", "/"), name))
                .with("createDate", account.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .with("uniqueId", "AIPA" + Ids.upper(account, "profile", 17))));
  }

  @Override
  public Made update(Account account, Entity before, Fields properties) {
    hasRole(account, properties);
    return Made.in(account, before.with(properties));
  }

  private static void hasRole(Account account, Fields properties) {
    properties
        .text("role")
        .filter(role -> account.find(Types.ROLE, role).isEmpty())
        .ifPresent(
            role -> {
              throw new AwsFault(
                  "NoSuchEntity", "The role with name %s cannot be found.".formatted(role));
            });
  }
}
