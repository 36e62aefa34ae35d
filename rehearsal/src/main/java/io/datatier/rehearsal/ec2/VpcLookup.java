package io.datatier.rehearsal.ec2;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.core.Lookup;
import io.datatier.rehearsal.value.Fields;

/**
 * Follows internal/service/ec2/vpc_data_source.go of the provider, for a VPC that is looked up by
 * its id.
 */
@AutoService(Lookup.class)
public final class VpcLookup implements Lookup {

  @Override
  public String token() {
    return "aws:ec2/getVpc:getVpc";
  }

  @Override
  public Fields answer(Account account, Fields arguments) {
    var id = arguments.text("id", "");
    return Network.vpc(account, id).properties().with("id", id);
  }
}
