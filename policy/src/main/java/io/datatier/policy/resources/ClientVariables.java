package io.datatier.policy.resources;

import io.datatier.policy.aws.Assignment;
import io.datatier.policy.aws.StartupOptions;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.ValueView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The variables that a client runs with, wherever its configuration sets them. */
public final class ClientVariables {

  /** A text, or a variable's value, and where it stands. */
  public record Found(String path, String value) {}

  private record Variable(String path, Assignment assignment) {}

  private final List<Found> texts = new ArrayList<>();
  private final List<Variable> variables = new ArrayList<>();
  private final List<String> open = new ArrayList<>();

  private ClientVariables() {}

  /** Those of a client, by its inputs. */
  public static ClientVariables of(ResourceView client) {
    var variables = new ClientVariables();
    Clients.configurationOf(client).stream().map(client::at).forEach(place -> variables.add(place));
    return variables;
  }

  private void add(ValueView place) {
    place.leaves().stream().filter(ValueView::isUnknown).map(ValueView::path).forEach(open::add);
    for (var leaf : ConfigurationTexts.readable(place)) {
      var text = leaf.text("").known().orElseThrow();
      var key = AddressCarrier.keyOf(leaf);
      texts.add(new Found(leaf.path(), text));
      variables.add(new Variable(leaf.path(), new Assignment(key, text)));
      Assignment.in(text).forEach(it -> variables.add(new Variable(leaf.path(), it)));
      if (key.equals("name")) {
        var value = leaf.path().substring(0, leaf.path().length() - "name".length()) + "value";
        texts.stream()
            .filter(it -> it.path().equals(value))
            .forEach(
                it -> variables.add(new Variable(it.path(), new Assignment(text, it.value()))));
      } else if (key.equals("value")) {
        var name = leaf.path().substring(0, leaf.path().length() - "value".length()) + "name";
        texts.stream()
            .filter(it -> it.path().equals(name))
            .forEach(
                it -> variables.add(new Variable(leaf.path(), new Assignment(it.value(), text))));
      }
    }
  }

  /** Every text. */
  public List<Found> texts() {
    return texts;
  }

  /** Where a variable is set to something. */
  public List<String> named(String name) {
    return variables.stream()
        .filter(it -> it.assignment().name().equalsIgnoreCase(name))
        .filter(it -> !it.assignment().value().isBlank())
        .map(Variable::path)
        .distinct()
        .toList();
  }

  /** Whether one of them is, or holds, the address of a proxy. */
  public boolean nameProxy() {
    return texts.stream().anyMatch(text -> StartupOptions.namesProxy(text.value()));
  }

  /** Whether one of them says where a database is. */
  public boolean sayWhere() {
    return variables.stream().anyMatch(it -> StartupOptions.saysWhere(it.assignment()));
  }

  /** Where something stands that only the update will know. */
  public Optional<String> open() {
    return open.stream().findFirst();
  }

  /** Whether something in the configuration of a client will be computed from a proxy. */
  public static boolean comeFromProxy(StackView stack, ResourceView client) {
    return Clients.configurationOf(stack.inputsOf(client)).stream()
        .anyMatch(property -> AddressSources.of(stack, client, property).proxied());
  }
}
