package io.datatier.clients;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/** When EventBridge calls, in UTC (EventBridge user guide, "Schedule expressions reference"). */
public record ScheduleExpression(String value) {

  public static final Pattern VALID =
      Pattern.compile(
          "rate\\((?:1 (?:minute|hour|day)|(?:[2-9]|[1-9][0-9]{1,3}) (?:minutes|hours|days))\\)"
              + "|cron\\([0-9*,/-]{1,40} [0-9*,/-]{1,40} [0-9*?,/LW-]{1,40} [0-9A-Z*,/-]{1,40}"
              + " [0-9A-Z*?,/#L-]{1,40} [0-9*,/-]{1,40}\\)");

  public ScheduleExpression {
    InvalidValue.requireMatch(
        value, VALID, "be a schedule such as rate(5 minutes) or cron(0 3 * * ? *), in UTC");
  }
}
