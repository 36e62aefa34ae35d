package io.datatier.rehearsal.core;

import java.util.regex.Pattern;

/**
 * A schedule expression of EventBridge or Secrets Manager: {@code rate(5 minutes)} or {@code cron(0
 * 10 * * ? *)} (EventBridge user guide, "Cron expressions reference").
 */
public final class Schedule {

  public static final String RULE =
      "be a rate such as rate(1 hour) or rate(5 minutes), or a six-field cron expression with ? for one of the day fields, such as cron(0 10 * * ? *)";

  private static final String FIELD = "[0-9A-Z,*/#LW?-]+";

  public static final Pattern FORM =
      Pattern.compile(
          "rate\\((1 (minute|hour|day)|(?!1 |0)\\d+ (minutes|hours|days))\\)"
              + ("|cron\\((FIELD FIELD \\? FIELD (?!\\?)FIELD FIELD"
                      + "|FIELD FIELD (?!\\?)FIELD FIELD \\? FIELD)\\)")
                  .replace("FIELD", FIELD));

  private Schedule() {}
}
