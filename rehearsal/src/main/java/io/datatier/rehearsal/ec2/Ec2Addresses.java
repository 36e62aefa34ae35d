package io.datatier.rehearsal.ec2;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Cidr;

/** Private addresses that EC2 gives out in a subnet. */
final class Ec2Addresses {

  /** EC2 keeps the first four addresses of a subnet and the last one (VPC user guide). */
  private static final int KEPT = 5;

  private Ec2Addresses() {}

  /** One that is drawn anew with every change of the account. */
  static String in(Account account, Entity subnet, String purpose) {
    return subnet
        .text("cidrBlock")
        .flatMap(Cidr::parse)
        .map(
            cidr -> {
              long room = (1L << (32 - cidr.prefix())) - KEPT;
              long drawn = Long.parseLong(account.draw(purpose + "address", 8), 16) % room;
              return text(cidr.network() + 4 + drawn);
            })
        .orElse("");
  }

  private static String text(long address) {
    return "%d.%d.%d.%d"
        .formatted(address >> 24, address >> 16 & 255, address >> 8 & 255, address & 255);
  }
}
