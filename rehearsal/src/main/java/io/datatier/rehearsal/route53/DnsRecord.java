package io.datatier.rehearsal.route53;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Follows internal/service/route53/record.go of the provider. Its import id is its zone, name, type
 * and set identifier, if any, separated by underscores.
 *
 * <p>Checked: values by type; name in the zone; conflicts with a CNAME, an existing record or
 * routing policies; alias targets exist.
 */
@AutoService(ResourceType.class)
public final class DnsRecord implements ResourceType {

  public static final String TYPE = "aws:route53/record:Record";

  private static final String[] ROUTING = {
    "cidrRoutingPolicy",
    "failoverRoutingPolicies",
    "geolocationRoutingPolicies",
    "geoproximityRoutingPolicy",
    "latencyRoutingPolicies",
    "multivalueAnswerRoutingPolicy",
    "weightedRoutingPolicies"
  };

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "Route53 Record")
        .replacedBy("name", "zoneId")
        .filledByAws("allowOverwrite")
        .unordered("records")
        .unread("allowOverwrite")
        .global();
  }

  @Override
  public Optional<Entity> find(Account account, String id) {
    return account
        .find(TYPE, id)
        .or(
            () ->
                account.all(TYPE).filter(record -> isCalled(record.properties(), id)).findFirst());
  }

  private static boolean isCalled(Fields record, String id) {
    return Stream.of("name", "fqdn")
        .map(name -> idOf(record, DnsNames.normal(record.text(name, ""))))
        .anyMatch(id::equals);
  }

  private static String idOf(Fields record, String name) {
    var id = record.text("zoneId", "") + "_" + name + "_" + record.text("type", "");
    return record.text("setIdentifier").map(set -> id + "_" + set).orElse(id);
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .normalize("name", DnsNames::normal)
        .oneOf("type", DnsRecordValue.types())
        .between("ttl", 0, Integer.MAX_VALUE, "seconds")
        .exactlyOne("records", "aliases")
        .atMostOne("aliases", "ttl")
        .atMostOne(ROUTING)
        .each(
            "aliases",
            alias ->
                alias
                    .normalize("name", DnsNames::normal)
                    .length("name", 1, 1024)
                    .length("zoneId", 1, 32))
        .each("failoverRoutingPolicies", policy -> policy.oneOf("type", "PRIMARY", "SECONDARY"))
        .each("weightedRoutingPolicies", policy -> policy.between("weight", 0, 255, ""));
    var values = inputs.values();
    if (!values.text("name", "").isEmpty()) {
      inputs.matches("name", DnsNames.FORM, DnsNames.RULE);
    }
    if (values.has("records")) {
      inputs.required("ttl", "with records");
    }
    if (values.has("ttl") && !values.has("records") && !values.has("aliases")) {
      inputs.fail("ttl", "needs records");
    }
    boolean isRouted = Stream.of(ROUTING).anyMatch(values::has);
    if (isRouted) {
      inputs.required("setIdentifier", "with a routing policy");
    } else if (values.has("setIdentifier")) {
      inputs.fail("setIdentifier", "needs a routing policy");
    }
    inputs.atMost(1, "aliases", "must have exactly one entry");
    DnsRecordValue.judge(inputs);
  }

  @Override
  public void requireReferences(Account account, Fields inputs) {
    inputs.text("zoneId").ifPresent(zone -> zone(account, zone));
  }

  private static Entity zone(Account account, String id) {
    return account.required(
        HostedZone.TYPE, id, "NoSuchHostedZone", "No hosted zone found with ID: " + id);
  }

  @Override
  public Made create(Account account, Fields properties) {
    var placed = placed(account, properties);
    var existing = siblings(account, placed).filter(other -> isSame(other, placed)).findFirst();
    if (existing.isPresent() && !properties.flag("allowOverwrite")) {
      throw refused(
          "Tried to create resource record set [name='%s.', type='%s'] but it already exists"
              .formatted(placed.text("fqdn", ""), placed.text("type", "")));
    }
    var room = existing.map(account::without).orElse(account);
    requireNoConflict(room, placed, "");
    return Made.in(room, entity(account, idOf(placed, placed.text("name", "")), placed));
  }

  @Override
  public Made update(Account account, Entity before, Fields properties) {
    var placed = placed(account, properties);
    requireNoConflict(account, placed, before.id());
    return Made.in(account, before.with(placed));
  }

  private static Fields placed(Account account, Fields properties) {
    var zone = zone(account, properties.text("zoneId", "")).text("name").orElse("");
    var name = DnsNames.within(zone, properties.text("name", ""));
    if (!DnsNames.isIn(zone, name)) {
      throw refused("RRSet with DNS name %s. is not permitted in zone %s.".formatted(name, zone));
    }
    if (name.equals(zone) && properties.text("type", "").equals("CNAME")) {
      throw refused(
          "RRSet of type CNAME with DNS name %s. is not permitted at apex in zone %s."
              .formatted(name, zone));
    }
    return properties.with("fqdn", name);
  }

  private static void requireNoConflict(Account account, Fields record, String itself) {
    var type = record.text("type", "");
    var others = siblings(account, record).filter(other -> !other.id().equals(itself)).toList();
    for (var other : others) {
      var its = other.text("type").orElse("");
      if (its.equals(type)) {
        if (other.text("setIdentifier").isEmpty() || record.text("setIdentifier").isEmpty()) {
          throw refused(
              "RRSet with DNS name %s., type %s, SetIdentifier %s cannot be created as a non-simple and a simple RRSet cannot coexist"
                  .formatted(
                      record.text("fqdn", ""), type, record.text("setIdentifier").orElse("none")));
        }
      } else if (its.equals("CNAME") || type.equals("CNAME")) {
        throw conflict(account, record, its.equals("CNAME"));
      }
    }
    record.objects("aliases").forEach(alias -> requireTarget(account, record, alias));
  }

  private static AwsFault conflict(Account account, Fields record, boolean withCname) {
    var why =
        withCname
            ? "because a conflicting RRSet of type CNAME with the same DNS name already exists"
            : "as it conflicts with other records with the same DNS name";
    return refused(
        "RRSet of type %s with DNS name %s. is not permitted %s in zone %s."
            .formatted(
                record.text("type", ""),
                record.text("fqdn", ""),
                why,
                zone(account, record.text("zoneId", "")).text("name").orElse("")));
  }

  /** An alias to a record in a zone of this account needs an existing record. */
  private static void requireTarget(Account account, Fields record, Fields alias) {
    var name = alias.text("name", "");
    var zone = account.find(HostedZone.TYPE, alias.text("zoneId", ""));
    if (zone.isEmpty()) {
      return;
    }
    boolean isThere =
        account
            .all(TYPE, "zoneId", zone.get().id())
            .filter(other -> other.text("type").equals(record.text("type")))
            .anyMatch(other -> other.says("fqdn", name));
    if (!isThere) {
      throw refused(
          "Tried to create an alias that targets %s., type %s in zone %s, but the alias target name does not lie within the target zone or is not there"
              .formatted(name, record.text("type", ""), zone.get().id()));
    }
  }

  /** All records with the same name in the same zone. */
  private static Stream<Entity> siblings(Account account, Fields record) {
    return account
        .all(TYPE)
        .filter(other -> other.text("zoneId").equals(record.text("zoneId")))
        .filter(other -> other.text("fqdn").equals(record.text("fqdn")));
  }

  private static boolean isSame(Entity other, Fields record) {
    return other.text("type").equals(record.text("type"))
        && other.text("setIdentifier").equals(record.text("setIdentifier"));
  }

  private static AwsFault refused(String message) {
    return new AwsFault("InvalidChangeBatch", "[" + message + "]");
  }

  @Override
  public List<String> remarks(Account account, Entity entity) {
    // RDS user guide, "Using RDS Proxy": the certificate covers only the endpoint's own name.
    return entity.properties().texts("records").stream()
        .filter(record -> record.endsWith(".rds.amazonaws.com"))
        .map(
            endpoint ->
                "%s is not in the certificate of %s: clients that verify the host name (sslmode=verify-full) must connect to the endpoint itself."
                    .formatted(entity.text("fqdn").orElse(""), endpoint))
        .toList();
  }
}
