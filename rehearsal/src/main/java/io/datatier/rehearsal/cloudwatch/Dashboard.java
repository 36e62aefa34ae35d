package io.datatier.rehearsal.cloudwatch;

import com.google.auto.service.AutoService;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Follows internal/service/cloudwatch/dashboard.go of the provider; the body is validated as by
 * PutDashboard (CloudWatch API, "Dashboard body structure and syntax").
 *
 * <p>Checked: the body: widgets, their positions and metrics.
 */
@AutoService(ResourceType.class)
public final class Dashboard implements ResourceType {

  public static final String TYPE = "aws:cloudwatch/dashboard:Dashboard";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
  private static final Set<String> WIDGETS =
      Set.of("alarm", "custom", "explorer", "log", "metric", "text");
  private static final int COLUMNS = 24;

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "CloudWatch Dashboard")
        .listedBy("cloudwatch list-dashboards", "DashboardEntries", "DashboardName=dashboardName")
        .replacedBy("dashboardName")
        .documents("dashboardBody");
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .matches("dashboardName", NAME, "have 1 to 255 letters, digits, _ and -")
        .document("dashboardBody");
    inputs
        .values()
        .text("dashboardBody")
        .ifPresent(
            body ->
                faults(body).stream()
                    .findFirst()
                    .ifPresent(fault -> inputs.fail("dashboardBody", fault)));
  }

  private static List<String> faults(String body) {
    var faults = new ArrayList<String>();
    try {
      var widgets = JsonParser.parseString(body).getAsJsonObject().getAsJsonArray("widgets");
      if (widgets == null) {
        return List.of("must have a list of widgets");
      }
      for (int i = 0; i < widgets.size(); i++) {
        judge(widgets.get(i).getAsJsonObject(), "widgets[" + i + "]", faults);
      }
    } catch (JsonParseException
        | IllegalStateException
        | ClassCastException
        | NumberFormatException e) {
      faults.add("must be a dashboard body in JSON");
    }
    return faults;
  }

  private static void judge(JsonObject widget, String at, List<String> faults) {
    var type = widget.has("type") ? widget.get("type").getAsString() : "";
    if (!WIDGETS.contains(type)) {
      faults.add(at + ".type must be one of alarm, custom, explorer, log, metric, text");
    }
    range(widget, "width", 1, COLUMNS, at, faults);
    range(widget, "height", 1, 1000, at, faults);
    range(widget, "x", 0, COLUMNS - 1, at, faults);
    JsonElement properties = widget.get("properties");
    if (properties == null || !properties.isJsonObject()) {
      faults.add(at + " must have properties");
    } else if (type.equals("metric") && !properties.getAsJsonObject().has("region")) {
      faults.add(at + ".properties must have a region");
    }
  }

  private static void range(
      JsonObject widget, String name, int least, int most, String at, List<String> faults) {
    if (widget.has(name)) {
      int given = widget.get(name).getAsInt();
      if (given < least || given > most) {
        faults.add("%s.%s must be %d to %d, but is %d".formatted(at, name, least, most, given));
      }
    }
  }

  @Override
  public Made create(Account account, Fields properties) {
    // PutDashboard silently overwrites a dashboard with the same name; here that is an error.
    var name = properties.text("dashboardName", "");
    requireFree(
        account,
        name,
        "AlreadyExists",
        "A dashboard named %s already exists, and CloudWatch would overwrite it.".formatted(name));
    return made(
        account,
        name,
        properties.with(
            "dashboardArn",
            "arn:aws:cloudwatch::%s:dashboard/%s".formatted(account.number(), name)));
  }
}
