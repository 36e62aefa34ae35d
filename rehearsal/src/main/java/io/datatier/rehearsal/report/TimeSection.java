package io.datatier.rehearsal.report;

import io.datatier.rehearsal.engine.Results;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The time of each step of a rehearsal. */
final class TimeSection {

  private TimeSection() {}

  static Html of(Optional<Results> rehearsal) {
    var section = Section.of("time", "Time");
    if (rehearsal.isEmpty()) {
      return section.add(
          Html.of(
              "p",
              "Pulumi's state does not record times. Run make rehearse to measure each"
                  + " step."));
    }
    var results = rehearsal.get();
    section.add(
        Tables.of(
            "Time per step",
            List.of("step", "took"),
            results.steps().stream()
                .map(step -> List.of(Tables.cell(step.name()), Tables.cell(seconds(step.took()))))
                .toList()));
    var minutes = Math.round(results.atAws().toSeconds() / 60.0);
    return minutes == 0
        ? section
        : section.add(Html.of("p", "In AWS, up would take about %d minutes.".formatted(minutes)));
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.1f s", took.toMillis() / 1000.0);
  }
}
