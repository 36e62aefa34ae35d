package io.datatier.rehearsal.route53;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.ec2.Network;
import io.datatier.rehearsal.ec2.Vpc;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Follows internal/service/route53/zone.go of the provider; a zone with VPCs is private.
 *
 * <p>Checked: a private zone's VPCs exist and have no other zone with the same name; not deleted
 * while it has records.
 */
@AutoService(ResourceType.class)
public final class HostedZone implements ResourceType {

  public static final String TYPE = "aws:route53/zone:Zone";

  private static final List<String> NAME_SERVERS_OF_PRIVATE_ZONES =
      List.of(
          "ns-0.awsdns-00.com",
          "ns-1024.awsdns-00.org",
          "ns-1536.awsdns-00.co.uk",
          "ns-512.awsdns-00.net");

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "Route 53 Hosted Zone")
        .replacedBy("delegationSetId", "name")
        .filledByAws("vpcs.vpcRegion")
        .unordered("vpcs")
        .autoNamed()
        .unread("forceDestroy")
        .global();
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("comment", "Managed by Pulumi")
        .fill("forceDestroy", false)
        .normalize("name", DnsNames::normal)
        .matches("name", DnsNames.FORM, DnsNames.RULE)
        .length("comment", 0, 256)
        .length("delegationSetId", 0, 32)
        .atMostOne("vpcs", "delegationSetId")
        .each(
            "vpcs",
            vpc ->
                vpc.matches("vpcId", Network.VPC_ID, "be a VPC id such as vpc-0a1b2c3d4e5f60718"));
  }

  @Override
  public void requireReferences(Account account, Fields inputs) {
    vpcsHere(account, inputs).forEach(vpc -> Network.vpc(account, vpc));
  }

  private static Stream<String> vpcsHere(Account account, Fields zone) {
    return zone.objects("vpcs").stream()
        .filter(vpc -> vpc.text("vpcRegion", account.region()).equals(account.region()))
        .flatMap(vpc -> vpc.text("vpcId").stream());
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    var vpcs =
        properties.objects("vpcs").stream()
            .<Value>map(vpc -> vpc.withDefault("vpcRegion", account.region()))
            .toList();
    return vpcs.isEmpty() ? properties : properties.with("vpcs", new Value.Items(vpcs));
  }

  @Override
  public Made create(Account account, Fields properties) {
    refuseSecond(account, properties, "");
    var id = "Z" + Ids.upper(account, "zone", 20);
    var servers =
        properties.objects("vpcs").isEmpty()
            ? Stream.of("com", "co.uk", "net", "org")
                .map(domain -> server(account, domain))
                .sorted()
                .toList()
            : NAME_SERVERS_OF_PRIVATE_ZONES;
    return made(
        account,
        id,
        properties
            .with("arn", "arn:aws:route53:::hostedzone/" + id)
            .with("zoneId", id)
            .with("nameServers", Value.of(servers))
            .with("primaryNameServer", servers.get(0)));
  }

  private static String server(Account account, String domain) {
    int drawn = Integer.parseInt(account.draw("ns" + domain, 4), 16);
    return "ns-%d.awsdns-%02d.%s".formatted(drawn % 512, drawn % 64, domain);
  }

  @Override
  public Made update(Account account, Entity before, Fields properties) {
    refuseSecond(account, properties, before.id());
    if (properties.objects("vpcs").isEmpty() != before.properties().objects("vpcs").isEmpty()) {
      // A zone cannot change between public and private.
      throw new AwsFault(
          properties.objects("vpcs").isEmpty() ? "LastVPCAssociation" : "PublicZoneVPCAssociation",
          "The hosted zone %s cannot change between public and private: create a new one."
              .formatted(before.id()));
    }
    return Made.in(account, before.with(properties));
  }

  private static void refuseSecond(Account account, Fields properties, String itself) {
    vpcsHere(account, properties)
        .forEach(
            vpc ->
                AwsFault.ifAny(
                    account
                        .all(TYPE)
                        .filter(zone -> !zone.id().equals(itself))
                        .filter(zone -> zone.text("name").equals(properties.text("name")))
                        .filter(zone -> vpcsHere(account, zone.properties()).anyMatch(vpc::equals)),
                    "ConflictingDomainExists",
                    zone ->
                        "The VPC %s in region %s has already been associated with the hosted zone %s with the same domain name."
                            .formatted(vpc, account.region(), zone.id())));
  }

  @Override
  public List<String> remarks(Account account, Entity entity) {
    return vpcsHere(account, entity.properties())
        .map(vpc -> account.find(Vpc.TYPE, vpc))
        .flatMap(Optional::stream)
        .filter(
            vpc ->
                !vpc.properties().flag("enableDnsSupport")
                    || !vpc.properties().flag("enableDnsHostnames"))
        .map(
            vpc ->
                "the private zone %s will not resolve in %s: set enableDnsSupport and enableDnsHostnames on that VPC."
                    .formatted(entity.text("name").orElse(""), vpc.id()))
        .toList();
  }

  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    var records = account.all(DnsRecord.TYPE, "zoneId", entity.id()).toList();
    if (!records.isEmpty() && !state.flag("forceDestroy")) {
      throw new AwsFault(
          "HostedZoneNotEmpty",
          "The specified hosted zone contains non-required resource record sets and so cannot be deleted.");
    }
    var without = account;
    for (var record : records) {
      without = without.without(record);
    }
    return without.without(entity);
  }
}
