package io.datatier.rehearsal.report;

import io.datatier.rehearsal.engine.Results;
import io.datatier.rehearsal.engine.RuleVerdicts;
import io.datatier.rehearsal.engine.Verdict;
import java.util.List;
import java.util.Optional;

/** The verdicts of the policy pack. */
final class PolicySection {

  private PolicySection() {}

  static Html of(Optional<Results> rehearsal) {
    var section = Section.of("policies", "Policies");
    if (rehearsal.isEmpty()) {
      return section.add(
          Html.of(
              "p",
              "Pulumi's state does not store policy results. Run make rehearse, make sweep or a"
                  + " preview with --policy-pack."));
    }
    var results = rehearsal.get();
    var rules = results.rules();
    // A preview that a rule stops is all there is.
    var last = results.atUpdate().isEmpty() ? results.atPreview() : results.atUpdate();
    section.add(
        Tables.of(
            rules.size() + " rules",
            List.of("rule", "verdict", "at preview", "at update"),
            rules.stream()
                .map(
                    rule ->
                        row(
                            rule,
                            last.getOrDefault(rule, RuleVerdicts.NONE).gravest(),
                            results.atPreview().getOrDefault(rule, RuleVerdicts.NONE),
                            results.atUpdate().getOrDefault(rule, RuleVerdicts.NONE)))
                .toList()));
    return section.add(Html.of("h3", "Exempted")).add(exempted(results.exempted()));
  }

  private static Html exempted(List<String> lines) {
    if (lines.isEmpty()) {
      return Html.of("p", "Nothing is exempt.");
    }
    var list = Html.of("ul");
    lines.forEach(each -> list.add(Html.of("li", each)));
    return list;
  }

  private static List<Html> row(
      String rule, Verdict verdict, RuleVerdicts preview, RuleVerdicts update) {
    return List.of(
        Html.of("code", rule),
        mark(verdict),
        Tables.cell(preview.words()),
        Tables.cell(update.words()));
  }

  private static Html mark(Verdict verdict) {
    return Tables.mark(
        verdict.word(),
        switch (verdict) {
          case VIOLATED -> "bad";
          case UNDECIDED, ADVISED -> "doubt";
          case PASSED -> "good";
          case NOTHING_TO_JUDGE -> "plain";
        });
  }
}
