package io.datatier.rehearsal.ec2;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.core.Lookup;
import io.datatier.rehearsal.value.Fields;
import java.util.List;

/**
 * Follows internal/service/ec2/vpc_security_group_data_source.go of the provider, for a group that
 * is looked up by its id.
 */
@AutoService(Lookup.class)
public final class SecurityGroupLookup implements Lookup {

  @Override
  public String token() {
    return "aws:ec2/getSecurityGroup:getSecurityGroup";
  }

  @Override
  public Fields answer(Account account, Fields arguments) {
    var id = arguments.text("id", "");
    return Network.securityGroup(account, id)
        .properties()
        .with("id", id)
        .without(List.of("egress", "ingress", "ownerId"));
  }
}
