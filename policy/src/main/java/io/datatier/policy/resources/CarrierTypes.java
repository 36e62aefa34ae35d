package io.datatier.policy.resources;

import io.datatier.policy.aws.NamesInText;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.joins.References;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which resources hold texts for others to read, and what each is called by those who read it. */
final class CarrierTypes {

  private static final String PARAMETER = "aws:ssm/parameter:Parameter";
  private static final String SECRET = "aws:secretsmanager/secret:Secret";
  private static final String SECRET_VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
  private static final String RECORD = "aws:route53/record:Record";
  private static final String RECORDS = "aws:route53/recordsExclusive:RecordsExclusive";
  private static final String ZONE = "aws:route53/zone:Zone";
  private static final String REGISTERED = "aws:servicediscovery/instance:Instance";
  private static final String SERVICE = "aws:servicediscovery/service:Service";
  private static final String HOSTED_VERSION =
      "aws:appconfig/hostedConfigurationVersion:HostedConfigurationVersion";
  private static final String PROFILE = "aws:appconfig/configurationProfile:ConfigurationProfile";
  private static final String APPLICATION = "aws:appconfig/application:Application";
  private static final String TABLE_ITEM = "aws:dynamodb/tableItem:TableItem";
  private static final String TABLE = "aws:dynamodb/table:Table";

  private static final String OBJECT_COPY = "aws:s3/objectCopy:ObjectCopy";

  private static final List<String> OBJECTS =
      List.of(
          "aws:s3/bucketObjectv2:BucketObjectv2", "aws:s3/bucketObject:BucketObject", OBJECT_COPY);

  private static final List<String> BUCKETS =
      List.of("aws:s3/bucketV2:BucketV2", "aws:s3/bucket:Bucket");

  private static final String[] NAMESPACES = {
    "aws:servicediscovery/privateDnsNamespace:PrivateDnsNamespace",
    "aws:servicediscovery/publicDnsNamespace:PublicDnsNamespace",
    "aws:servicediscovery/httpNamespace:HttpNamespace"
  };

  /** Each with names of its own. */
  private static final Set<String> LISTED =
      Stream.concat(
              Stream.of(
                  PARAMETER,
                  SECRET,
                  SECRET_VERSION,
                  RECORD,
                  RECORDS,
                  REGISTERED,
                  HOSTED_VERSION,
                  TABLE_ITEM,
                  Clients.LAYER),
              OBJECTS.stream())
          .collect(Collectors.toSet());

  private final StackView stack;

  private CarrierTypes(StackView stack) {
    this.stack = stack;
  }

  /** All of a stack. */
  static List<AddressCarrier> in(StackView stack) {
    var types = new CarrierTypes(stack);
    return Stream.of(
            types.parameters(),
            types.secrets(),
            types.records(),
            types.allRecords(),
            types.registered(),
            types.hostedVersions(),
            types.objects(),
            types.items(),
            types.layers(),
            types.others())
        .flatMap(carriers -> carriers)
        .toList();
  }

  private Stream<AddressCarrier> parameters() {
    return stack.resources(PARAMETER).stream()
        .map(
            it -> {
              var names = texts(it, "name", "arn", "id");
              var paths = new HashSet<String>();
              texts(it, "name").forEach(name -> AddressCarrier.above(name).forEach(paths::add));
              return carrier(it, names, paths, false, "value", "insecureValue", "valueWo");
            });
  }

  private Stream<AddressCarrier> secrets() {
    var secrets = References.to(stack, SECRET);
    return stack.resources(SECRET_VERSION).stream()
        .map(
            version -> {
              var urns = new HashSet<>(secrets.from(version, "secretId").all());
              var names = new HashSet<String>();
              for (var secret : urns) {
                stack
                    .resource(secret)
                    .ifPresentOrElse(
                        it -> names.addAll(texts(it, "name", "arn", "id")),
                        () -> NamesInText.in(secret).forEach(it -> names.add(it.name())));
              }
              urns.add(version.urn());
              return new AddressCarrier(
                  version,
                  urns,
                  names,
                  Set.of(),
                  List.of("secretString", "secretBinary", "secretStringWo"),
                  true);
            });
  }

  private Stream<AddressCarrier> records() {
    var zones = References.to(stack, ZONE);
    return stack.resources(RECORD).stream()
        .map(
            record -> {
              var hosts = new HashSet<String>();
              texts(record, "fqdn", "name").stream()
                  .filter(host -> host.contains("."))
                  .forEach(hosts::add);
              hosts.addAll(inZones(record, zones, texts(record, "name")));
              return carrier(record, hosts, Set.of(), false, "records", "aliases");
            });
  }

  private Set<String> inZones(ResourceView record, References zones, Set<String> names) {
    return zones.from(record, "zoneId").all().stream()
        .flatMap(zone -> stack.resource(zone).stream())
        .flatMap(zone -> texts(zone, "name").stream())
        .flatMap(domain -> names.stream().map(name -> name + "." + domain))
        .collect(Collectors.toSet());
  }

  /** All records of a zone at once, each under its own name. */
  private Stream<AddressCarrier> allRecords() {
    var zones = References.to(stack, ZONE);
    return stack.resources(RECORDS).stream()
        .flatMap(
            zone ->
                stack.inputsOf(zone).at("resourceRecordSets").children().stream()
                    .map(
                        record -> {
                          var names = new HashSet<String>();
                          record
                              .text("name")
                              .known()
                              .map(AddressCarrier::normal)
                              .ifPresent(names::add);
                          names.addAll(inZones(zone, zones, Set.copyOf(names)));
                          names.removeIf(host -> !host.contains("."));
                          return carrier(zone, names, Set.of(), false, record.path());
                        }));
  }

  /** Cloud Map answers for {@code service.namespace}, or by an API call for the service's name. */
  private Stream<AddressCarrier> registered() {
    var services = References.to(stack, SERVICE);
    var namespaces = References.to(stack, NAMESPACES);
    return stack.resources(REGISTERED).stream()
        .map(
            instance -> {
              var names = new HashSet<String>();
              var urns = new HashSet<String>(Set.of(instance.urn()));
              for (var urn : services.from(instance, "serviceId").all()) {
                urns.add(urn);
                var service = stack.resource(urn);
                for (var name : service.map(it -> texts(it, "name")).orElse(Set.of())) {
                  names.add(name);
                  Stream.of("dnsConfig.namespaceId", "namespaceId")
                      .flatMap(path -> namespaces.from(service.orElseThrow(), path).all().stream())
                      .flatMap(namespace -> stack.resource(namespace).stream())
                      .flatMap(namespace -> texts(namespace, "name").stream())
                      .forEach(namespace -> names.add(name + "." + namespace));
                }
              }
              return new AddressCarrier(
                  instance, urns, names, Set.of(), List.of("attributes"), false);
            });
  }

  private Stream<AddressCarrier> hostedVersions() {
    var owners = References.to(stack, PROFILE, APPLICATION);
    return stack.resources(HOSTED_VERSION).stream()
        .map(
            version -> {
              var urns = new HashSet<String>(Set.of(version.urn()));
              var names = new HashSet<String>();
              for (var path : List.of("configurationProfileId", "applicationId")) {
                for (var owner : owners.from(version, path).all()) {
                  urns.add(owner);
                  names.addAll(
                      stack
                          .resource(owner)
                          .map(it -> texts(it, "name", "arn", "id", "configurationProfileId"))
                          .orElse(Set.of(AddressCarrier.normal(owner))));
                }
              }
              return new AddressCarrier(version, urns, names, Set.of(), List.of("content"), false);
            });
  }

  private Stream<AddressCarrier> objects() {
    var buckets = References.to(stack, BUCKETS.toArray(String[]::new));
    return OBJECTS.stream()
        .flatMap(type -> stack.resources(type).stream())
        .map(
            object -> {
              var names = new HashSet<String>();
              for (var key : texts(object, "key")) {
                names.add(key);
                for (var bucket : buckets.from(object, "bucket").all()) {
                  stack
                      .resource(bucket)
                      .map(it -> texts(it, "bucket", "id"))
                      .orElse(Set.of(bucket))
                      .forEach(name -> names.add(name + "/" + key));
                }
              }
              return object.type().equals(OBJECT_COPY)
                  ? carrier(object, names, Set.of(), false, "source")
                  : carrier(object, names, Set.of(), false, "content", "contentBase64", "source");
            });
  }

  private Stream<AddressCarrier> items() {
    var tables = References.to(stack, TABLE);
    return stack.resources(TABLE_ITEM).stream()
        .map(
            item -> {
              var names = new HashSet<>(texts(item, "tableName"));
              var urns = new HashSet<>(tables.from(item, "tableName").all());
              urns.forEach(
                  urn ->
                      stack.resource(urn).ifPresent(it -> names.addAll(texts(it, "name", "arn"))));
              urns.add(item.urn());
              return new AddressCarrier(item, urns, names, Set.of(), List.of("item"), false);
            });
  }

  private Stream<AddressCarrier> layers() {
    return stack.resources(Clients.LAYER).stream()
        .map(
            it ->
                carrier(it, texts(it, "arn", "layerArn", "id"), Set.of(), false, "code", "s3Key"));
  }

  /** Whatever else says an address, under the names that every resource has. */
  private Stream<AddressCarrier> others() {
    return stack.resources().stream()
        .filter(it -> !LISTED.contains(it.type()) && !Clients.isClient(it.type()))
        .filter(it -> !Clients.leavesAlone(it.type()) && !stack.isComponent(it))
        .flatMap(
            it -> {
              var holding = holding(it);
              return holding.length == 0
                  ? Stream.of()
                  : Stream.of(
                      carrier(it, texts(it, "name", "arn", "id"), Set.of(), false, holding));
            });
  }

  private String[] holding(ResourceView resource) {
    return Stream.of(resource, stack.inputsOf(resource))
        .flatMap(view -> view.at("").children().stream())
        .filter(CarrierTypes::mayHold)
        .map(ValueView::path)
        .distinct()
        .toArray(String[]::new);
  }

  /** Asked of every text of a stack, so that most are ruled out without being changed. */
  private static boolean mayHold(ValueView place) {
    return ConfigurationTexts.readable(place).stream()
        .flatMap(leaf -> leaf.legible().stream())
        .anyMatch(text -> text.indexOf('.') > 0 && text.toLowerCase(Locale.ROOT).contains("rds."));
  }

  private static AddressCarrier carrier(
      ResourceView resource,
      Set<String> names,
      Set<String> paths,
      boolean credentials,
      String... properties) {
    return new AddressCarrier(
        resource, Set.of(resource.urn()), names, paths, List.of(properties), credentials);
  }

  /** What is known of these properties, as output or as input, in lower case. */
  private Set<String> texts(ResourceView resource, String... paths) {
    var texts = new HashSet<String>();
    Stream.of(resource, stack.inputsOf(resource))
        .flatMap(view -> Stream.of(paths).flatMap(path -> view.at("").text(path).known().stream()))
        .filter(text -> !text.isBlank())
        .map(AddressCarrier::normal)
        .forEach(texts::add);
    return texts;
  }
}
