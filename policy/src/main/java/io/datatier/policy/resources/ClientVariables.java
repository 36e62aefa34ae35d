package io.datatier.policy.resources;

import static io.datatier.policy.sdk.Verdict.compliant;

import io.datatier.policy.aws.Assignment;
import io.datatier.policy.aws.Assignment.Form;
import io.datatier.policy.aws.StartupOptions;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The variables that a client runs with, wherever its configuration sets them. */
public final class ClientVariables {

  /** A text, or a variable's value, where it stands and what it is called there. */
  public record Found(String path, String key, String value) {}

  /**
   * A variable.
   *
   * @param path where it stands
   */
  private record Variable(String path, Assignment assignment) {}

  private final List<Found> texts = new ArrayList<>();
  private final List<String> open = new ArrayList<>();
  private @Nullable List<Variable> variables;

  private ClientVariables() {}

  /** Those of a client, by its inputs. */
  public static ClientVariables of(ResourceView client) {
    var variables = new ClientVariables();
    Clients.configurationOf(client).stream().map(client::at).forEach(place -> variables.add(place));
    return variables;
  }

  private void add(ValueView place) {
    place.leaves().stream().filter(ValueView::isUnknown).map(ValueView::path).forEach(open::add);
    ConfigurationTexts.readable(place)
        .forEach(
            leaf ->
                texts.add(
                    new Found(
                        leaf.path(), AddressCarrier.keyOf(leaf), leaf.legible().orElseThrow())));
  }

  /** Read on demand, because few clients have any that matter. */
  private List<Variable> variables() {
    var known = variables;
    if (known == null) {
      known = read();
      variables = known;
    }
    return known;
  }

  private List<Variable> read() {
    var read = new ArrayList<Variable>();
    var byPath = new HashMap<String, String>();
    texts.forEach(text -> byPath.put(text.path(), text.value()));
    for (var text : texts) {
      read.add(new Variable(text.path(), Assignment.variable(text.key(), text.value())));
      Assignment.in(text.value()).forEach(it -> read.add(new Variable(text.path(), it)));
      if (text.key().equals("value")) {
        var name = text.path().substring(0, text.path().length() - "value".length()) + "name";
        Optional.ofNullable(byPath.get(name))
            .map(it -> new Variable(text.path(), Assignment.variable(it, text.value())))
            .ifPresent(read::add);
      }
    }
    // What is unknown in part is open.
    read.removeIf(it -> it.assignment().value().contains(Unknown.PART));
    return read;
  }

  /** Every text. */
  public List<Found> texts() {
    return texts;
  }

  /** Where a variable is set to something. */
  public List<String> named(String name) {
    return variables().stream()
        .filter(it -> it.assignment().name().equalsIgnoreCase(name))
        .filter(it -> !it.assignment().value().isBlank())
        .map(Variable::path)
        .distinct()
        .toList();
  }

  /** Where a variable stands by itself that is so. */
  public List<String> where(Predicate<Assignment> is) {
    return variables().stream()
        .filter(it -> it.assignment().form() == Form.VARIABLE && is.test(it.assignment()))
        .map(Variable::path)
        .distinct()
        .toList();
  }

  /** Whether one of them is, or holds, the address of a proxy. */
  private boolean nameProxy() {
    return texts.stream().anyMatch(text -> StartupOptions.namesProxy(text.value()));
  }

  /** Whether one of them says where a database is. */
  private boolean sayWhere() {
    return variables().stream().anyMatch(it -> StartupOptions.saysWhere(it.assignment()));
  }

  /** Where something stands that only the update will know. */
  private Optional<String> open() {
    return open.stream().findFirst();
  }

  /**
   * Judges what does not say itself where its connection goes by the variables that say it.
   *
   * @param toProxy the verdict if one of them names a proxy
   * @param unsaid the verdict if all are known and none says where a database is
   */
  public Verdict judgeByPlace(Verdict toProxy, Verdict unsaid) {
    if (nameProxy()) {
      return toProxy;
    }
    return sayWhere() ? compliant() : open().map(Verdict::undecided).orElse(unsaid);
  }

  /**
   * Judges in a stack the clients of some types whose verdict was open: what will be computed from
   * a proxy names one.
   *
   * @param check the verdict on the inputs of one
   * @param toProxy the verdict on a client of a proxy
   */
  public static Verdict judgeOpen(
      StackView stack,
      Collection<String> types,
      Function<ResourceView, Verdict> check,
      Verdict toProxy) {
    return Verdict.each(
        types,
        type ->
            stack.each(
                type,
                client ->
                    !check.apply(stack.inputsOf(client)).open().answers().isEmpty()
                            && comeFromProxy(stack, client)
                        ? toProxy
                        : compliant()));
  }

  private static boolean comeFromProxy(StackView stack, ResourceView client) {
    return Clients.configurationOf(stack.inputsOf(client)).stream()
        .anyMatch(property -> AddressSources.of(stack, client, property).proxied());
  }
}
