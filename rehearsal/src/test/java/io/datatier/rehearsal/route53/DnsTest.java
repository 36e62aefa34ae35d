package io.datatier.rehearsal.route53;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import io.datatier.rehearsal.provider.ProviderTester.Live;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Zones of Route 53 and their records. */
final class DnsTest {

  private static final String PROXY =
      "campaign-proxy.proxy-abcdefghijkl.us-east-1.rds.amazonaws.com";

  private final DataTier tier;

  DnsTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private Draft zone() {
    return tier.aws().resource(HostedZone.TYPE, "zone").with("name", "example.com");
  }

  private Draft privateZone(Live... vpcs) {
    return zone()
        .with("vpcs", List.of(vpcs).stream().map(vpc -> Map.of("vpcId", vpc.id())).toList());
  }

  private Draft record(String zone, String name, String type, String... values) {
    return tier.aws()
        .resource(DnsRecord.TYPE, name)
        .with("zoneId", zone)
        .with("name", name)
        .with("type", type)
        .with("ttl", 60)
        .with("records", List.of(values));
  }

  @Test
  void gives_a_zone_what_route_53_gives_it() {
    var zone = zone().with("name", "Example.com.").create();
    assertTrue(zone.id().matches("Z[0-9A-Z]{20}"), zone.id());
    assertEquals("example.com", zone.text("name"));
    assertEquals("arn:aws:route53:::hostedzone/" + zone.id(), zone.text("arn"));
    assertEquals(4, ((List<?>) zone.outputs().getOrDefault("nameServers", List.of())).size());
    zone.expectSteady();
    zone.expectUpdate(zone());
    zone.expectReplacement(zone().with("name", "example.org"), "name");
    zone().imported(zone.id());
  }

  @Test
  void takes_a_private_zone_for_one_of_a_vpc_once() {
    var vpc = tier.vpc().create();
    var zone = privateZone(vpc).create();
    assertEquals(
        List.of(Map.of("vpcId", vpc.id(), "vpcRegion", "us-east-1")), zone.outputs().get("vpcs"));
    zone.expectSteady();
    privateZone(vpc).imported(zone.id());
    privateZone(vpc)
        .named("again")
        .expectRefused(
            "creating Route 53 Hosted Zone (example.com): ConflictingDomainExists: The VPC %s in region us-east-1 has already been associated with the hosted zone %s with the same domain name."
                .formatted(vpc.id(), zone.id()));
    zone.expectUpdateRefused(
        zone(),
        "updating Route 53 Hosted Zone (example.com): LastVPCAssociation: The hosted zone "
            + zone.id()
            + " cannot change between public and private: create a new one.");
    zone()
        .with("vpcs", List.of(Map.of("vpcId", "vpc-0a1b2c3d4e5f60718")))
        .expectRefusedAtPreview(
            "creating Route 53 Hosted Zone (example.com): InvalidVpcID.NotFound: The vpc ID"
                + " 'vpc-0a1b2c3d4e5f60718' does not exist");
  }

  @Test
  void says_where_a_private_zone_will_not_be_answered() {
    var vpc = tier.vpc().with("enableDnsHostnames", false).create();
    privateZone(vpc).create();
    assertEquals(
        List.of(
            "the private zone example.com will not resolve in "
                + vpc.id()
                + ": set enableDnsSupport and enableDnsHostnames on that VPC."),
        tier.aws().notes());
  }

  @Test
  void keeps_a_zone_that_has_records() {
    var zone = zone().create();
    record(zone.id(), "www", "A", "192.0.2.1").create();
    zone.expectDeleteRefused(
        "deleting Route 53 Hosted Zone (example.com): HostedZoneNotEmpty: The specified hosted zone"
            + " contains non-required resource record sets and so cannot be deleted.");
    zone.update(zone().with("forceDestroy", true)).delete();
    assertEquals(List.of(), tier.aws().account().leftovers());
  }

  @Test
  void gives_a_record_its_full_name() {
    var zone = zone().create();
    var draft = record(zone.id(), "DB", "CNAME", PROXY);
    var record = draft.create();
    assertEquals(zone.id() + "_db_CNAME", record.id());
    assertEquals("db.example.com", record.text("fqdn"));
    record.expectSteady();
    draft.imported(zone.id() + "_db.example.com_CNAME");
    record.expectUpdate(draft.with("ttl", 300), "ttl");
    record.expectReplacement(draft.with("name", "data"), "name");
    assertEquals(
        List.of(
            "db.example.com is not in the certificate of "
                + PROXY
                + ": clients that verify the host name (sslmode=verify-full) must connect to the endpoint itself."),
        tier.aws().notes());
    record(zone.id(), "", "A", "192.0.2.2").create();
    record(zone.id(), "www.example.com.", "A", "192.0.2.1", "192.0.2.2").create().expectSteady();
  }

  @Test
  void refuses_records_that_contradict_others() {
    var zone = zone().create().id();
    record(zone, "www", "A", "192.0.2.1").create();
    record(zone, "db", "CNAME", PROXY).create();
    var refusal = "creating Route53 Record (%s): InvalidChangeBatch: [%s]";
    record(zone, "www.example.com", "A", "192.0.2.2")
        .expectRefused(
            refusal.formatted(
                "www.example.com",
                "Tried to create resource record set [name='www.example.com.', type='A'] but it"
                    + " already exists"));
    record(zone, "www", "CNAME", PROXY)
        .expectRefused(
            refusal.formatted(
                "www",
                "RRSet of type CNAME with DNS name www.example.com. is not permitted as it"
                    + " conflicts with other records with the same DNS name in zone example.com."));
    record(zone, "db", "TXT", "text")
        .expectRefused(
            refusal.formatted(
                "db",
                "RRSet of type TXT with DNS name db.example.com. is not permitted because a"
                    + " conflicting RRSet of type CNAME with the same DNS name already exists in"
                    + " zone example.com."));
    record(zone, "example.com", "CNAME", PROXY)
        .expectRefused(
            refusal.formatted(
                "example.com",
                "RRSet of type CNAME with DNS name example.com. is not permitted at apex in zone"
                    + " example.com."));
    record(zone, "otherexample.com", "A", "192.0.2.1")
        .expectRefused(
            refusal.formatted(
                "otherexample.com",
                "RRSet with DNS name otherexample.com. is not permitted in zone example.com."));
    record(zone, "www", "A", "192.0.2.3")
        .with("setIdentifier", "blue")
        .with("weightedRoutingPolicies", List.of(Map.of("weight", 1)))
        .expectRefused(
            refusal.formatted(
                "www",
                "RRSet with DNS name www.example.com., type A, SetIdentifier blue cannot be created"
                    + " as a non-simple and a simple RRSet cannot coexist"));
    record("Z0123456789ABCDEFGHIJ", "www", "A", "192.0.2.1")
        .expectRefusedAtPreview(
            "creating Route53 Record (www): NoSuchHostedZone: No hosted zone found with ID:"
                + " Z0123456789ABCDEFGHIJ");
    record(zone, "www", "A", "192.0.2.2").with("allowOverwrite", true).create();
  }

  @Test
  void lets_an_alias_lead_to_what_is_there() {
    var zone = zone().create().id();
    var alias =
        tier.aws()
            .resource(DnsRecord.TYPE, "apex")
            .with("zoneId", zone)
            .with("name", "example.com")
            .with("type", "A")
            .with(
                "aliases",
                List.of(
                    Map.of(
                        "zoneId", zone, "name", "www.example.com", "evaluateTargetHealth", false)));
    alias.expectRefused(
        "creating Route53 Record (example.com): InvalidChangeBatch: [Tried to create an alias that"
            + " targets www.example.com., type A in zone "
            + zone
            + ", but the alias target name does not lie within the target zone or is not there]");
    record(zone, "www", "A", "192.0.2.1").create();
    alias.create().expectSteady();
  }

  @Test
  void judges_zones() {
    zone()
        .with("name", "example..com")
        .with("comment", "c".repeat(257))
        .with("delegationSetId", "N1PA6795SAMPLE")
        .with("vpcs", List.of(Map.of("vpcId", "vpc")))
        .expectFailures(
            "comment: must have 0 to 256 characters, but has 257",
            "delegationSetId: cannot be set together with vpcs",
            "name: must be a domain name: labels of 1 to 63 characters separated by periods, at most 255 in total, but is \"example..com\"",
            "vpcs[0].vpcId: must be a VPC id such as vpc-0a1b2c3d4e5f60718, but is \"vpc\"");
  }

  @Test
  void judges_records() {
    var zone = "Z0123456789ABCDEFGHIJ";
    record(zone, "www", "CNAM", "here")
        .without("ttl")
        .expectFailures(
            "ttl: is required with records",
            "type: must be one of A, AAAA, CAA, CNAME, DS, HTTPS, MX, NAPTR, NS, PTR, SOA, SPF, SRV,"
                + " SSHFP, SVCB, TLSA, TXT, but is CNAM (did you mean CNAME?)");
    record(zone, "www", "A", "192.0.2.1")
        .with("aliases", List.of(Map.of("zoneId", zone, "name", "a", "evaluateTargetHealth", true)))
        .with("setIdentifier", "blue")
        .expectFailures(
            "aliases: exactly one of records, aliases must be set, but records and aliases"
                + " are both set",
            "setIdentifier: needs a routing policy",
            "ttl: cannot be set together with aliases");
    record(zone, "www", "A", "192.0.2.1")
        .with("weightedRoutingPolicies", List.of(Map.of("weight", 256)))
        .with("failoverRoutingPolicies", List.of(Map.of("type", "FIRST")))
        .expectFailures(
            "failoverRoutingPolicies[0].type: must be one of PRIMARY, SECONDARY, but is FIRST",
            "setIdentifier: is required with a routing policy",
            "weightedRoutingPolicies: cannot be set together with failoverRoutingPolicies",
            "weightedRoutingPolicies[0].weight: must be 0 to 255, but is 256");
    record(zone, "www", "CNAME", "a.example.com", "b.example.com")
        .expectFailures("records: must have exactly one value for a CNAME, but has 2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          A     | 192.0.2.256      | an IPv4 address
          AAAA  | 192.0.2.1        | an IPv6 address
          CAA   | issue amazon.com | flags, a tag and a value such as 0 issue "amazon.com"
          CNAME | a b              | a domain name
          MX    | mail.example.com | a priority and a host such as 10 mail.example.com
          NS    | a..b             | a domain name
          SRV   | 1 10 db          | a priority, a weight, a port and a host such as 1 10 5432 db.example.com
          """)
  void judges_values_by_their_type(String type, String value, String rule) {
    record("Z0123456789ABCDEFGHIJ", "www", type, value)
        .expectFailures("records[0]: must be %s, but is \"%s\"".formatted(rule, value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          A     | 192.0.2.255
          AAAA  | 2001:db8::1
          AAAA  | ::ffff:192.0.2.1
          CAA   | 0 issuewild ";"
          CNAME | _x.db.example.com.
          MX    | 10 mail.example.com
          SRV   | 1 10 5432 db.example.com
          TXT   | v=spf1 -all
          NAPTR | anything
          """)
  void takes_values_that_route_53_takes(String type, String value) {
    record("Z0123456789ABCDEFGHIJ", "www", type, value).expectFailures();
  }
}
