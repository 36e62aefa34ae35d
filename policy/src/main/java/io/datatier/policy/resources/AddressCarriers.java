package io.datatier.policy.resources;

import io.datatier.policy.aws.RdsHost;
import io.datatier.policy.aws.RdsHosts;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * The resources of a stack that contain a database's address for others to read. A client with the
 * name of one is one step away from the database.
 */
public final class AddressCarriers {

  private final StackView stack;
  private final List<AddressCarrier> carriers;

  private AddressCarriers(StackView stack, List<AddressCarrier> carriers) {
    this.stack = stack;
    this.carriers = carriers;
  }

  /** The carriers of a stack. */
  public static AddressCarriers in(StackView stack) {
    return new AddressCarriers(stack, AddressCarrier.allIn(stack));
  }

  /** Judges a client's top-level property by the carriers that it names or is computed from. */
  public Verdict judge(ResourceView client, String property) {
    if (carriers.isEmpty()) {
      return Verdict.compliant();
    }
    var place = stack.inputsOf(client).at(property);
    var sources = stack.sourcesOf(client, property).stream().map(ResourceView::urn).toList();
    var proxied = isProxied(client, property, place);
    var verdicts = new ArrayList<Verdict>();
    for (var carrier : carriers) {
      var named = ConfigurationTexts.readable(place).stream().filter(carrier::isNamedIn);
      var unknown = place.leaves().stream().filter(ValueView::isUnknown).limit(1);
      named.forEach(leaf -> verdicts.add(carrier.verdictAt(leaf.path(), proxied)));
      if (sources.stream().anyMatch(carrier.urns()::contains)) {
        unknown.forEach(leaf -> verdicts.add(carrier.verdictAt(leaf.path(), proxied)));
      }
    }
    return Verdict.all(verdicts);
  }

  private boolean isProxied(ResourceView client, String property, ValueView place) {
    return AddressSources.of(stack, client, property).proxied()
        || ConfigurationTexts.readable(place).stream()
            .flatMap(leaf -> leaf.text("").known().stream())
            .flatMap(text -> RdsHosts.in(text).found().stream())
            .anyMatch(found -> found.host().kind() == RdsHost.Kind.PROXY);
  }
}
