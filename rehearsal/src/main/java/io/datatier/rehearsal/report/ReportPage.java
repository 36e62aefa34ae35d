package io.datatier.rehearsal.report;

import io.datatier.rehearsal.engine.Results;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The page: one file without scripts, which needs nothing else. */
public final class ReportPage {

  private ReportPage() {}

  /**
   * The page about a stack.
   *
   * @param rehearsal the results of its rehearsal, if it was rehearsed
   * @param before what the last report saw, if there was one
   */
  public static String of(StackState state, Optional<Results> rehearsal, Optional<Seen> before) {
    var network = NetworkPaths.in(state);
    var identity = IdentityPaths.in(state);
    var sections =
        List.of(
            MadeSection.of(state, Diagram.of(state, network)),
            ReachSection.of(network, identity),
            PolicySection.of(rehearsal),
            CapacitySection.of(state.outputs()),
            AlarmSection.of(state),
            ChangeSection.of(Seen.in(state), before),
            TimeSection.of(rehearsal));
    var title = state.stack().isEmpty() ? "Stack without resources" : "Stack " + state.stack();
    var main = Html.of("main").with("id", "top").add(sections);
    var body = Html.of("body").add(header(title, network, identity));
    rehearsal.flatMap(Results::stop).ifPresent(stop -> body.add(stopped(stop)));
    return "<!DOCTYPE html>\n"
        + Html.of("html").with("lang", "en").add(head(title), body.add(main))
        + "\n";
  }

  private static Html head(String title) {
    return Html.of("head")
        .add(
            Html.of("meta").with("charset", "utf-8"),
            Html.of("meta")
                .with("name", "viewport")
                .with("content", "width=device-width, initial-scale=1"),
            Html.of("meta").with("name", "color-scheme").with("content", "light dark"),
            // A page from untrusted names must not load or run anything, whatever it contains.
            Html.of("meta")
                .with("http-equiv", "Content-Security-Policy")
                .with("content", "default-src 'none'; style-src 'unsafe-inline'"),
            Html.of("title", title),
            Html.style(css()));
  }

  private static Html header(String title, List<NetworkPath> network, List<IdentityPath> identity) {
    var nav = Html.of("nav").with("aria-label", "Contents");
    var list = Html.of("ul");
    List.of(
            List.of("made", "Resources"),
            List.of("reach", "Who can reach the database"),
            List.of("policies", "Policies"),
            List.of("capacity", "Capacity and cost"),
            List.of("alarms", "Alarms"),
            List.of("changes", "Changes"),
            List.of("time", "Time"))
        .forEach(
            each ->
                list.add(
                    Html.of("li").add(Html.of("a", each.get(1)).with("href", "#" + each.get(0)))));
    return Html.of("header")
        .add(Html.of("h1", title), Html.of("p", summary(network, identity)), nav.add(list));
  }

  private static Html stopped(Results.Stop stop) {
    return Html.of("aside")
        .with("aria-label", "Where the rehearsal stopped")
        .add(
            Html.of("p")
                .add(Tables.mark("The rehearsal stopped at: " + stop.step(), "bad"))
                .text(". The page shows the state at that point."),
            Html.of("pre", stop.whatHappened()));
  }

  private static String summary(List<NetworkPath> network, List<IdentityPath> identity) {
    var direct = network.stream().filter(path -> !path.to().type().contains("roxy")).count();
    return "%d network paths, of which %d lead to the database itself; %d ways to a login."
        .formatted(network.size(), direct, identity.size());
  }

  private static String css() {
    try (InputStream file =
        Objects.requireNonNull(ReportPage.class.getResourceAsStream("report.css"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The jar is damaged: report.css cannot be read.", e);
    }
  }
}
