package io.datatier.rehearsal.report;

import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.cloudwatch.MetricAlarm;
import io.datatier.rehearsal.core.Inputs;
import java.util.List;

/** The alarms of the stack. */
final class AlarmSection {

  private AlarmSection() {}

  static Html of(StackState state) {
    var alarms = state.all(MetricAlarm.TYPE).toList();
    var section = Section.of("alarms", "Alarms");
    return alarms.isEmpty()
        ? section.add(Html.of("p", "This stack has no alarms."))
        : section.add(
            Tables.of(
                alarms.size() + " alarms",
                List.of("alarm", "goes off when", "what to do", "tells"),
                alarms.stream().map(each -> row(state, each)).toList()));
  }

  private static List<Html> row(StackState state, Entity alarm) {
    var told = alarm.properties().texts("alarmActions");
    return List.of(
        Html.of("code", alarm.id()),
        Tables.cell(condition(alarm)),
        Tables.cell(alarm.text("alarmDescription").orElse("")),
        told.isEmpty()
            ? Tables.mark("no one", "doubt")
            : Tables.cell(String.join(", ", told.stream().map(arn -> topic(state, arn)).toList())));
  }

  private static String topic(StackState state, String arn) {
    return state.namesByIdentity().getOrDefault(arn, arn.replaceFirst("^.*:", ""));
  }

  private static String condition(Entity alarm) {
    var said = alarm.properties();
    var threshold = said.number("threshold");
    return "%s %s %s, %s of %s periods of %s s"
        .formatted(
            alarm.text("metricName").filter(name -> !name.isEmpty()).orElse("an expression"),
            switch (alarm.text("comparisonOperator").orElse("")) {
              case "GreaterThanThreshold" -> "is above";
              case "GreaterThanOrEqualToThreshold" -> "is at least";
              case "LessThanThreshold" -> "is below";
              case "LessThanOrEqualToThreshold" -> "is at most";
              default -> "leaves its band";
            },
            threshold.isPresent() ? Inputs.plain(threshold.getAsDouble()) : "",
            Inputs.plain(
                said.number("datapointsToAlarm")
                    .orElse(said.number("evaluationPeriods").orElse(1))),
            Inputs.plain(said.number("evaluationPeriods").orElse(1)),
            Inputs.plain(said.number("period").orElse(60)));
  }
}
