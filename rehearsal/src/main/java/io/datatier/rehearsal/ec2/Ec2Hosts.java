package io.datatier.rehearsal.ec2;

import io.datatier.rehearsal.account.Account;

/** The domains of EC2's hosts, of which us-east-1 has older ones than the other regions. */
final class Ec2Hosts {

  private Ec2Hosts() {}

  static String publicDomain(Account account) {
    return account.region().equals("us-east-1")
        ? ".compute-1.amazonaws.com"
        : "." + account.region() + ".compute.amazonaws.com";
  }

  static String privateDomain(Account account) {
    return account.region().equals("us-east-1")
        ? ".ec2.internal"
        : "." + account.region() + ".compute.internal";
  }
}
