package io.datatier.policy.resources;

import io.datatier.policy.aws.NameInText;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.Verdict.Undecided;
import io.datatier.policy.sdk.Verdict.Violation;
import io.datatier.policy.sdk.joins.References;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A parameter, secret or DNS record that contains a database's address.
 *
 * @param urn of the resource that contains it
 * @param urns of all resources through which a client may refer to it
 * @param names by which a client's configuration may refer to it
 * @param content the verdict on its content
 * @param credentials whether the address only accompanies a password, as in every secret that RDS
 *     or a rotation writes (Secrets Manager user guide, "JSON structure of secrets"); a client may
 *     then read the secret and still connect to the proxy
 */
record AddressCarrier(
    String urn, Set<String> urns, List<NameInText> names, Verdict content, boolean credentials) {

  private static final String PARAMETER = "aws:ssm/parameter:Parameter";
  private static final String SECRET = "aws:secretsmanager/secret:Secret";
  private static final String SECRET_VERSION = "aws:secretsmanager/secretVersion:SecretVersion";
  private static final String RECORD = "aws:route53/record:Record";
  private static final String ZONE = "aws:route53/zone:Zone";

  static List<AddressCarrier> allIn(StackView stack) {
    var secrets = References.to(stack, SECRET);
    var zones = References.to(stack, ZONE);
    return Stream.of(
            stack.resources(PARAMETER).stream().map(it -> parameter(stack, it)),
            stack.resources(SECRET_VERSION).stream().map(it -> secret(stack, secrets, it)),
            stack.resources(RECORD).stream().map(it -> record(stack, zones, it)))
        .flatMap(carriers -> carriers)
        .filter(carrier -> !carrier.content().answers().isEmpty())
        .toList();
  }

  private static AddressCarrier parameter(StackView stack, ResourceView parameter) {
    return new AddressCarrier(
        parameter.urn(),
        Set.of(parameter.urn()),
        named(stack, parameter, NameInText::ofParameter),
        contentOf(stack, parameter, "value", "insecureValue"),
        false);
  }

  private static AddressCarrier secret(StackView stack, References secrets, ResourceView version) {
    var urns = new TreeSet<String>();
    var names = new ArrayList<NameInText>();
    for (var secret : secrets.from(version, "secretId").all()) {
      urns.add(secret);
      stack
          .resource(secret)
          .ifPresentOrElse(
              it -> names.addAll(named(stack, it, NameInText::ofSecret)),
              () -> names.add(byNameOrArn(secret, NameInText::ofSecret)));
    }
    urns.add(version.urn());
    return new AddressCarrier(
        version.urn(),
        urns,
        names,
        contentOf(stack, version, "secretString", "secretBinary"),
        true);
  }

  private static AddressCarrier record(StackView stack, References zones, ResourceView record) {
    var hosts = new TreeSet<String>();
    texts(stack, record, "fqdn", "name").filter(host -> host.contains(".")).forEach(hosts::add);
    for (var zone : zones.from(record, "zoneId").all()) {
      var domains = stack.resource(zone).stream().flatMap(it -> texts(stack, it, "name"));
      domains.forEach(
          domain -> texts(stack, record, "name").forEach(name -> hosts.add(name + "." + domain)));
    }
    return new AddressCarrier(
        record.urn(),
        Set.of(record.urn()),
        hosts.stream().map(NameInText::ofHost).toList(),
        contentOf(stack, record, "records", "aliases"),
        false);
  }

  private static Verdict contentOf(StackView stack, ResourceView carrier, String... properties) {
    var inputs = stack.inputsOf(carrier);
    return Verdict.each(
        List.of(properties),
        property ->
            Verdict.all(
                decided(DirectAddresses.in(inputs.at(property))),
                AddressSources.judge(stack, carrier, property)));
  }

  private static Verdict decided(Verdict verdict) {
    return Verdict.all(verdict.answers().stream().filter(Violation.class::isInstance).toList());
  }

  private static List<NameInText> named(
      StackView stack, ResourceView resource, Function<String, NameInText> name) {
    return texts(stack, resource, "name", "arn", "id").map(it -> byNameOrArn(it, name)).toList();
  }

  private static NameInText byNameOrArn(String text, Function<String, NameInText> name) {
    return text.startsWith("arn:") ? NameInText.ofArn(text) : name.apply(text);
  }

  /** The known values of these properties, as outputs or inputs. */
  private static Stream<String> texts(StackView stack, ResourceView resource, String... paths) {
    return Stream.of(resource, stack.inputsOf(resource))
        .flatMap(view -> Stream.of(paths).flatMap(path -> view.text(path).known().stream()))
        .filter(text -> !text.isBlank())
        .distinct();
  }

  /** Whether these layers of a client's text refer to it. */
  boolean isNamedIn(List<String> layers) {
    return names.stream().anyMatch(name -> name.isIn(layers));
  }

  /** The verdict on a reference to it, for a client with or without a proxy's address. */
  Verdict verdictAt(String path, boolean proxied) {
    return Verdict.all(
        content.answers().stream().map(answer -> at(path, answer, proxied)).toList());
  }

  private Verdict at(String path, Verdict answer, boolean proxied) {
    if (answer instanceof Undecided) {
      return Verdict.undecided(path);
    }
    var held = (Violation) answer;
    var violation = Verdict.violation(path, "leads to %s, which %s".formatted(urn, held.message()));
    return held.advisory() || (credentials && proxied) ? violation.advise() : violation;
  }
}
