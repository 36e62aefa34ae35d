package io.datatier.policy.resources;

import io.datatier.policy.aws.NameInText;
import io.datatier.policy.aws.RdsHost;
import io.datatier.policy.aws.RdsHosts;
import io.datatier.policy.sdk.Derived;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.TextTrie;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The resources of a stack that contain a database's address for others to read. A client with the
 * name of one is one step away from the database.
 */
public final class AddressCarriers {

  private final StackView stack;
  private final List<AddressCarrier> carriers;
  private final TextTrie<Integer> byName = new TextTrie<>();
  private final Map<String, Set<Integer>> byUrn = new HashMap<>();

  private AddressCarriers(StackView stack, List<AddressCarrier> carriers) {
    this.stack = stack;
    this.carriers = carriers;
    for (var index = 0; index < carriers.size(); index++) {
      var place = index;
      var carrier = carriers.get(index);
      carrier.names().forEach(name -> byName.add(name.name(), place));
      carrier
          .urns()
          .forEach(urn -> byUrn.computeIfAbsent(urn, first -> new TreeSet<>()).add(place));
    }
  }

  private record In() implements Derived<AddressCarriers> {
    @Override
    public AddressCarriers from(StackView stack) {
      return new AddressCarriers(stack, AddressCarrier.allIn(stack));
    }
  }

  /** The carriers of a stack. */
  public static AddressCarriers in(StackView stack) {
    return stack.once(new In());
  }

  /** A text of a client, and the texts encoded in it. */
  private record Layered(ValueView leaf, List<String> layers) {}

  /** Judges a client's top-level property by the carriers that it names or is computed from. */
  public Verdict judge(ResourceView client, String property) {
    if (carriers.isEmpty()) {
      return Verdict.compliant();
    }
    var place = stack.inputsOf(client).at(property);
    var texts = ConfigurationTexts.readable(place).stream().map(AddressCarriers::layered).toList();
    var sources = new TreeSet<Integer>();
    if (place.leaves().stream().anyMatch(ValueView::isUnknown)) {
      stack
          .sourcesOf(client, property)
          .forEach(it -> sources.addAll(byUrn.getOrDefault(it.urn(), Set.of())));
    }
    var candidates = new TreeSet<>(sources);
    texts.stream()
        .flatMap(text -> text.layers().stream())
        .forEach(layer -> candidates.addAll(byName.in(layer)));
    if (candidates.isEmpty()) {
      return Verdict.compliant();
    }
    var proxied = isProxied(client, property, place);
    var verdicts = new ArrayList<Verdict>();
    for (var candidate : candidates) {
      var carrier = carriers.get(candidate);
      texts.stream()
          .filter(text -> carrier.isNamedIn(text.layers()))
          .forEach(text -> verdicts.add(carrier.verdictAt(text.leaf().path(), proxied)));
      if (sources.contains(candidate)) {
        place.leaves().stream()
            .filter(ValueView::isUnknown)
            .limit(1)
            .forEach(leaf -> verdicts.add(carrier.verdictAt(leaf.path(), proxied)));
      }
    }
    return Verdict.all(verdicts);
  }

  private static Layered layered(ValueView leaf) {
    return new Layered(leaf, NameInText.layersOf(leaf.text("").known().orElse("")));
  }

  private boolean isProxied(ResourceView client, String property, ValueView place) {
    return AddressSources.of(stack, client, property).proxied()
        || ConfigurationTexts.readable(place).stream()
            .flatMap(leaf -> leaf.text("").known().stream())
            .flatMap(text -> RdsHosts.in(text).found().stream())
            .anyMatch(found -> found.host().kind() == RdsHost.Kind.PROXY);
  }
}
