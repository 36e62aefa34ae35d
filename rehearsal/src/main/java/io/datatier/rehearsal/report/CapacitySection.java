package io.datatier.rehearsal.report;

import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.value.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The stack's output {@code capacity}. */
final class CapacitySection {

  private CapacitySection() {}

  static Html of(Fields outputs) {
    var capacity = outputs.fields("capacity");
    var section = Section.of("capacity", "Capacity and cost");
    if (capacity.names().isEmpty()) {
      return section.add(
          Html.of("p", "This stack has no output capacity. make plan prints the plan."));
    }
    section.add(plan(capacity));
    notes(section, "Errors", capacity.texts("errors"));
    notes(section, "Warnings", capacity.texts("warnings"));
    var cost = capacity.fields("usdPerMonth");
    return cost.names().isEmpty() ? section : section.add(cost(capacity));
  }

  private static Html plan(Fields capacity) {
    var rows = new ArrayList<List<Html>>();
    capacity.text("instanceClass").ifPresent(text -> row(rows, "Instance class", text));
    capacity
        .number("peakConnections")
        .ifPresent(peak -> row(rows, "Clients at peak", Inputs.plain(peak) + " connections"));
    range(
        rows,
        "The database accepts",
        capacity.fields("maxConnections"),
        capacity.text("maxConnectionsKnown").map(how -> " (" + how + ")").orElse(""));
    capacity
        .text("direct")
        .ifPresent(
            verdict ->
                row(
                    rows,
                    "Without a proxy the peak",
                    verdict
                        + capacity
                            .text("directClass")
                            .map(its -> ", and needs " + its)
                            .orElse("")));
    range(rows, "The proxy opens at most", capacity.fields("pool"), "");
    range(rows, "and keeps when idle", capacity.fields("poolIdle"), "");
    capacity
        .number("poolLeaves")
        .ifPresent(left -> row(rows, "left for administration", Inputs.plain(left) + " or more"));
    var waiting = capacity.fields("waiting");
    waiting
        .number("carriedPerSecond")
        .ifPresent(
            rate ->
                row(
                    rows,
                    "The pool serves",
                    String.format(Locale.ROOT, "%,.0f requests a second", rate)));
    waiting
        .number("lastOfAllSeconds")
        .ifPresent(last -> row(rows, "If all ask at once, the last waits", milliseconds(last)));
    waiting
        .number("expectedSeconds")
        .ifPresent(wait -> row(rows, "In steady traffic a client waits", milliseconds(wait)));
    return Tables.of("Capacity plan", List.of("figure", "value"), rows);
  }

  private static String milliseconds(double seconds) {
    return String.format(Locale.ROOT, "%,.0f ms", seconds * 1000);
  }

  private static void row(List<List<Html>> rows, String name, String value) {
    rows.add(List.of(Tables.cell(name), Tables.cell(value)));
  }

  private static void range(List<List<Html>> rows, String name, Fields range, String more) {
    if (range.number("least").isPresent() && range.number("most").isPresent()) {
      var least = Inputs.plain(range.number("least").getAsDouble());
      var most = Inputs.plain(range.number("most").getAsDouble());
      var both = least.equals(most) ? least : least + " to " + most;
      row(rows, name, both + " connections" + more);
    }
  }

  private static void notes(Html section, String title, List<String> notes) {
    if (!notes.isEmpty()) {
      var list = Html.of("ul");
      notes.forEach(each -> list.add(Html.of("li", each)));
      section.add(Html.of("h3", title), list);
    }
  }

  private static Html cost(Fields capacity) {
    var with = capacity.fields("usdPerMonth");
    var without = capacity.fields("usdPerMonthDirect");
    var rows =
        Stream.concat(
                with.names().stream()
                    .filter(name -> with.number(name).isPresent())
                    .filter(name -> !name.equals("total")),
                Stream.of("total"))
            .map(
                name ->
                    List.of(
                        Tables.cell(name),
                        Tables.cell(dollars(with, name)),
                        Tables.cell(dollars(without, name))))
            .toList();
    return Tables.of(
        "Cost a month, in US dollars, at the prices of "
            + capacity.text("pricedAs").orElse("the region"),
        List.of("item", "with the proxy", "without a proxy"),
        rows);
  }

  private static String dollars(Fields costs, String item) {
    var usd = costs.number(item);
    return usd.isPresent() ? String.format(Locale.ROOT, "$%,.2f", usd.getAsDouble()) : "not known";
  }
}
