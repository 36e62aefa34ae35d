package io.datatier.policy.resources;

import static io.datatier.policy.sdk.Verdict.compliant;

import io.datatier.policy.sdk.Derived;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.ValueView;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.Verdict.Undecided;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Judges the configuration of clients with the whole stack at hand: what {@link DirectAddresses#of}
 * leaves open, what is there now and was never given, and what leads to the address of a database.
 */
public final class ClientAddresses {

  private static final Derived<ClientAddresses> IN_STACK = ClientAddresses::new;

  private final StackView stack;
  private final AddressCarriers carriers;
  private final DirectAddresses addresses;

  private ClientAddresses(StackView stack) {
    this.stack = stack;
    this.carriers = AddressCarriers.in(stack);
    this.addresses = new DirectAddresses(() -> UnfrontedDatabases.in(stack));
  }

  /** The clients of a stack. */
  public static ClientAddresses in(StackView stack) {
    return stack.once(IN_STACK);
  }

  /**
   * Judges a client.
   *
   * @param inputs of the client, as the rule has seen them before
   */
  public Verdict judge(ResourceView client, ResourceView inputs) {
    return Verdict.all(
        Verdict.each(
            Clients.configurationOf(inputs),
            property ->
                Verdict.all(
                    AddressSources.judge(stack, client, property),
                    judgeOpen(inputs, property),
                    judgeAgain(inputs, property),
                    judgeChanged(client, property),
                    carriers.judge(client, property))),
        Verdict.each(Clients.filesOf(client.type()), property -> carriers.judge(client, property)));
  }

  /** Every address that a client is given, whether or not it was judged before. */
  public Verdict judgeGiven(ResourceView client) {
    var inputs = stack.inputsOf(client);
    return Verdict.each(
        Clients.configurationOf(inputs), property -> addresses.in(inputs.at(property)).decided());
  }

  /** Judges what the files lead to that a client is made from. */
  public Verdict judgeFiles(ResourceView client, String property) {
    return carriers.judge(client, property);
  }

  private Verdict judgeOpen(ResourceView inputs, String property) {
    var place = inputs.at(property);
    // At an update all is known but what is in an unreadable text.
    var unknown =
        place.leaves().stream()
            .filter(leaf -> leaf.isUnknown() && stack.facts().preview())
            .map(ValueView::path)
            .collect(Collectors.toSet());
    var open =
        DirectAddresses.of(inputs, List.of(property)).answers(Undecided.class).stream()
            .map(Undecided::path)
            .filter(path -> !unknown.contains(path))
            .collect(Collectors.toSet());
    return open.isEmpty()
        ? compliant()
        : Verdict.all(
            addresses.in(place).answers().stream()
                .filter(answer -> open.contains(answer.path()))
                .toList());
  }

  /** Whose an address is can be seen in a database that the program declares after the client. */
  private Verdict judgeAgain(ResourceView inputs, String property) {
    var again =
        new DirectAddresses(
            () -> UnfrontedDatabases.in(stack).insteadOf(UnfrontedDatabases.before(inputs)));
    return again.in(inputs.at(property)).decided();
  }

  /** What was changed behind Pulumi's back is in the outputs alone. */
  private Verdict judgeChanged(ResourceView client, String property) {
    var inputs = stack.inputsOf(client).at(property);
    if (client.at(property).holdsWhat(inputs)) {
      return compliant();
    }
    var given =
        ConfigurationTexts.readable(inputs).stream()
            .collect(
                Collectors.toMap(ValueView::path, ClientAddresses::textOf, (one, other) -> one));
    return Verdict.each(
        ConfigurationTexts.readable(client.at(property)),
        leaf ->
            textOf(leaf).equals(given.get(leaf.path()))
                ? compliant()
                : addresses.judge(leaf, textOf(leaf)).decided());
  }

  private static String textOf(ValueView leaf) {
    return leaf.legible().orElseThrow();
  }
}
