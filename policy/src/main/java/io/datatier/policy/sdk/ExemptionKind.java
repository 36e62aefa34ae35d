package io.datatier.policy.sdk;

import io.datatier.policy.sdk.PropertyValue.Elements;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Text;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A list of exemptions. Each error names the entry and the field. */
record ExemptionKind() implements Setting.Kind<List<Exemption>> {

  private static final List<String> FIELDS =
      List.of("rule", "urn", "type", "reason", "owner", "until");

  private static final List<String> REQUIRED = List.of("rule", "reason", "owner", "until");

  /** Loose where {@link #explain} gives better messages than a schema. */
  @Override
  public Map<String, Object> schema() {
    return Map.of("type", "array", "items", Map.of("type", "object"));
  }

  @Override
  public String name() {
    return "a list of exemptions";
  }

  @Override
  public @Nullable List<Exemption> read(PropertyValue given) {
    var faults = new ArrayList<String>();
    var exemptions = read("", given, faults::add);
    return faults.isEmpty() ? exemptions : null;
  }

  @Override
  public void explain(String setting, PropertyValue given, Consumer<String> fault) {
    read(setting, given, fault);
  }

  private List<Exemption> read(String setting, PropertyValue given, Consumer<String> fault) {
    if (!(given instanceof Elements elements)) {
      fault.accept("%s is %s, not %s".formatted(setting, Settings.text(given), name()));
      return List.of();
    }
    var exemptions = new ArrayList<Exemption>();
    for (var index = 0; index < elements.values().size(); index++) {
      var entry = "%s[%d]".formatted(setting, index);
      var element = elements.values().get(index);
      if (element instanceof Fields fields) {
        read(fields, at -> fault.accept(entry + at)).ifPresent(exemptions::add);
      } else {
        fault.accept("%s is %s, not an object".formatted(entry, Settings.text(element)));
      }
    }
    return List.copyOf(exemptions);
  }

  private static Optional<Exemption> read(Fields entry, Consumer<String> fault) {
    for (var field : REQUIRED) {
      if (!entry.values().containsKey(field)) {
        fault.accept(".%s is missing".formatted(field));
      }
    }
    entry.values().forEach((field, value) -> check(field, value, fault));
    if (!entry.values().containsKey("urn") && !entry.values().containsKey("type")) {
      fault.accept(" names neither urn nor type: say what is exempt");
    }
    var until = text(entry, "until").flatMap(ExemptionKind::date);
    return until.map(
        day ->
            new Exemption(
                text(entry, "rule").orElse(""),
                text(entry, "urn").orElse("*"),
                text(entry, "type").orElse("*"),
                text(entry, "reason").orElse(""),
                text(entry, "owner").orElse(""),
                day));
  }

  private static void check(String field, PropertyValue value, Consumer<String> fault) {
    if (!FIELDS.contains(field)) {
      fault.accept(".%s is unknown; an entry has %s".formatted(field, String.join(", ", FIELDS)));
    } else if (!(value instanceof Text text) || text.value().isBlank()) {
      fault.accept(".%s is %s, not a non-empty text".formatted(field, Settings.text(value)));
    } else if (field.equals("until") && date(text.value()).isEmpty()) {
      fault.accept(".until is %s, not a date such as 2027-01-31".formatted(Settings.text(text)));
    }
  }

  private static Optional<String> text(Fields entry, String field) {
    return entry.values().get(field) instanceof Text text
        ? Optional.of(text.value().strip())
        : Optional.empty();
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return Optional.of(LocalDate.parse(text));
    } catch (DateTimeParseException malformed) {
      return Optional.empty();
    }
  }
}
