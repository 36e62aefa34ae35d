package io.datatier.policy.resources;

import io.datatier.policy.aws.JsonTexts;
import io.datatier.policy.aws.RdsHost;
import io.datatier.policy.aws.RdsHosts;
import io.datatier.policy.resources.CarrierNames.Lead;
import io.datatier.policy.sdk.Derived;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.Verdict.Answer;
import io.datatier.policy.sdk.Verdict.Undecided;
import io.datatier.policy.sdk.Verdict.Violation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The resources of a stack that hold the address of a database for others to read, or the name of
 * another that does. A client that is given the name of one is some steps away from the database.
 */
public final class AddressCarriers {

  private static final Derived<AddressCarriers> IN_STACK = AddressCarriers::new;

  private final StackView stack;
  private final DirectAddresses addresses;
  private final CarrierNames names;
  private final Map<String, List<AddressCarrier>> byUrn = new HashMap<>();
  private final Map<AddressCarrier, Verdict> contents = new HashMap<>();

  private AddressCarriers(StackView stack) {
    this.stack = stack;
    this.addresses = new DirectAddresses(() -> UnfrontedDatabases.in(stack));
    var carriers = CarrierTypes.in(stack);
    this.names = new CarrierNames(carriers);
    for (var carrier : carriers) {
      carrier
          .urns()
          .forEach(urn -> byUrn.computeIfAbsent(urn, first -> new ArrayList<>()).add(carrier));
    }
    resolve(carriers);
  }

  /** The carriers of a stack. */
  public static AddressCarriers in(StackView stack) {
    return stack.once(IN_STACK);
  }

  /** From those that hold an address back to those that name one of them, each once. */
  private void resolve(List<AddressCarrier> carriers) {
    var namedBy = new HashMap<AddressCarrier, List<AddressCarrier>>();
    var found = new ArrayDeque<AddressCarrier>();
    for (var carrier : carriers) {
      var own = Verdict.each(carrier.properties(), property -> content(carrier, property));
      if (!own.answers().isEmpty()) {
        contents.put(carrier, own);
        found.add(carrier);
      }
      for (var property : carrier.properties()) {
        leads(carrier.resource(), property)
            .values()
            .forEach(
                leads ->
                    leads.forEach(
                        lead ->
                            namedBy
                                .computeIfAbsent(lead.carrier(), first -> new ArrayList<>())
                                .add(carrier)));
      }
    }
    while (!found.isEmpty()) {
      var carrier = found.remove();
      for (var before : namedBy.getOrDefault(carrier, List.of())) {
        if (!contents.containsKey(before)) {
          contents.put(before, verdict(new Lead(carrier, ""), "", false));
          found.add(before);
        }
      }
    }
  }

  /** What a carrier holds, by what was given to it and what is there now. */
  private Verdict content(AddressCarrier carrier, String property) {
    var given = stack.inputsOf(carrier.resource()).at(property);
    return Verdict.all(
        addresses.in(given).decided(),
        addresses.in(carrier.resource().at(property)).decided(),
        AddressSources.judge(stack, carrier.resource(), property));
  }

  /** The carriers to which each text at a property leads, and an unknown one by its sources. */
  private Map<String, Set<Lead>> leads(ResourceView resource, String property) {
    var leads = new HashMap<String, Set<Lead>>();
    var inputs = stack.inputsOf(resource);
    for (var view : List.of(inputs, resource)) {
      for (var leaf : ConfigurationTexts.readable(view.at(property))) {
        var called = AddressCarrier.calledIn(view, leaf);
        var named = names.in(called, leaf.legible().orElseThrow());
        leads.computeIfAbsent(leaf.path(), first -> new LinkedHashSet<>()).addAll(named);
      }
    }
    inputs.at(property).leaves().stream()
        .filter(ValueView::isUnknown)
        .limit(1)
        .forEach(
            leaf ->
                stack.sourcesOf(resource, property).stream()
                    .flatMap(source -> byUrn.getOrDefault(source.urn(), List.of()).stream())
                    .forEach(
                        carrier ->
                            leads
                                .computeIfAbsent(leaf.path(), first -> new LinkedHashSet<>())
                                .add(new Lead(carrier, ""))));
    return leads;
  }

  /** Judges a top-level property of a client by the carriers that it names or is computed from. */
  public Verdict judge(ResourceView client, String property) {
    if (contents.isEmpty()) {
      return Verdict.compliant();
    }
    var verdicts = new ArrayList<Verdict>();
    for (var place : new TreeMap<>(leads(client, property)).entrySet()) {
      for (var lead : place.getValue()) {
        var proxied = lead.carrier().credentials() && isProxied(client);
        verdicts.add(verdict(lead, place.getKey(), proxied));
      }
    }
    return Verdict.all(verdicts);
  }

  /** The verdict on a place that leads to a carrier. */
  private Verdict verdict(Lead lead, String path, boolean proxied) {
    var content = contents.getOrDefault(lead.carrier(), Verdict.compliant());
    var asked = lead.field().isEmpty() ? content : ofField(lead, content);
    var lowered = proxied && lead.field().isEmpty();
    return asked.with(it -> led(lead.carrier(), it, path, lowered));
  }

  /** Of a secret one may ask for a field alone, say the password. */
  private Verdict ofField(Lead lead, Verdict content) {
    var documents =
        lead.carrier().properties().stream()
            .map(property -> stack.inputsOf(lead.carrier().resource()).at(property))
            .flatMap(text -> text.legible().flatMap(JsonTexts::in).stream())
            .toList();
    var holds =
        documents.stream()
            .flatMap(List::stream)
            .filter(leaf -> leaf.key().equalsIgnoreCase(lead.field()))
            .anyMatch(leaf -> namesHost(leaf.text(), RdsHost::isDirect));
    return documents.isEmpty() || holds ? content : Verdict.compliant();
  }

  private static Answer led(AddressCarrier carrier, Answer answer, String path, boolean lowered) {
    if (!(answer instanceof Violation held)) {
      return new Undecided(path, "");
    }
    var violation =
        Verdict.violation(path, "leads to %s, which %s".formatted(carrier.urn(), held.message()));
    return held.advisory() || lowered ? violation.advise() : violation;
  }

  /** Whether anything in a client's configuration is, or comes from, the address of a proxy. */
  private boolean isProxied(ResourceView client) {
    var inputs = stack.inputsOf(client);
    return Clients.configurationOf(inputs).stream()
        .anyMatch(
            property ->
                AddressSources.of(stack, client, property).proxied()
                    || ConfigurationTexts.readable(inputs.at(property)).stream()
                        .flatMap(leaf -> leaf.legible().stream())
                        .anyMatch(
                            text -> namesHost(text, host -> host.kind() == RdsHost.Kind.PROXY)));
  }

  private static boolean namesHost(String text, Predicate<RdsHost> which) {
    return RdsHosts.in(text).found().stream().anyMatch(found -> which.test(found.host()));
  }
}
