package io.datatier.sweep.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.stream.JsonWriter;
import io.datatier.policy.sdk.Urn;
import io.datatier.sweep.results.Found;
import io.datatier.sweep.results.Results;
import io.datatier.sweep.results.RuleFacts;
import io.datatier.sweep.results.StackResult;
import java.io.IOException;
import java.io.Writer;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * SARIF 2.1.0 (OASIS), as code scanning of GitHub and viewers read it. A finding's place is the
 * export that it was found in; its logical location is the resource's URN.
 */
public final class SarifReport implements Report {

  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

  /** What code scanning of GitHub reads of a rule; its scale is that of CVSS. */
  private static final Map<String, String> SEVERITIES =
      Map.of("low", "3.0", "medium", "5.5", "high", "8.0", "critical", "9.5");

  @Override
  public void write(Results results, Writer out) throws IOException {
    var json = new JsonWriter(out);
    json.setIndent(" ");
    json.beginObject();
    json.name("$schema").value(SCHEMA);
    json.name("version").value("2.1.0");
    json.name("runs").beginArray().beginObject();
    writeTool(results, json);
    writeInvocation(results, json);
    writeResults(results, json);
    json.endObject().endArray().endObject();
    json.flush();
  }

  private static void writeTool(Results results, JsonWriter json) throws IOException {
    json.name("tool").beginObject().name("driver").beginObject();
    json.name("name").value("datatier-sweep: " + results.facts().pack());
    json.name("semanticVersion").value(results.facts().version());
    json.name("rules").beginArray();
    for (var rule : results.facts().rules()) {
      write(rule, json);
    }
    json.endArray().endObject().endObject();
  }

  private static void write(RuleFacts rule, JsonWriter json) throws IOException {
    json.beginObject();
    json.name("id").value(rule.id());
    json.name("shortDescription").beginObject().name("text").value(rule.title()).endObject();
    if (!rule.because().isEmpty()) {
      json.name("fullDescription").beginObject();
      json.name("text").value("%s: %s.".formatted(rule.title(), rule.because())).endObject();
    }
    if (!rule.fix().isEmpty()) {
      json.name("help").beginObject().name("text").value("Fix: " + rule.fix()).endObject();
    }
    if (rule.page().startsWith("https:")) {
      json.name("helpUri").value(rule.page());
    }
    json.name("defaultConfiguration").beginObject();
    json.name("level").value(rule.level().equals("advisory") ? "warning" : "error");
    json.name("enabled").value(!rule.level().equals("disabled")).endObject();
    var severity = SEVERITIES.get(rule.severity());
    if (severity != null) {
      json.name("properties").beginObject();
      json.name("security-severity").value(severity);
      json.name("tags").beginArray().value("security").endArray().endObject();
    }
    json.endObject();
  }

  /** Stacks that could not be judged are the tool's affair, and no results. */
  private static void writeInvocation(Results results, JsonWriter json) throws IOException {
    var unjudged = results.totals().unjudged();
    json.name("invocations").beginArray().beginObject();
    json.name("executionSuccessful").value(unjudged.isEmpty());
    json.name("toolExecutionNotifications").beginArray();
    for (var stack : unjudged) {
      json.beginObject().name("level").value("error");
      json.name("message").beginObject();
      json.name("text").value(Plain.line(stack.id() + " " + stack.fault())).endObject();
      json.name("locations").beginArray().beginObject();
      writePlace(stack, json);
      json.endObject().endArray().endObject();
    }
    json.endArray();
    json.name("toolConfigurationNotifications").beginArray();
    for (var fault : results.facts().exceptionFaults()) {
      json.beginObject().name("level").value("error");
      json.name("message").beginObject();
      json.name("text").value(Plain.line(fault)).endObject().endObject();
    }
    json.endArray().endObject().endArray();
  }

  private static void writeResults(Results results, JsonWriter json) throws IOException {
    var indices = new HashMap<String, Integer>();
    for (var rule : results.facts().rules()) {
      indices.put(rule.id(), indices.size());
    }
    json.name("results").beginArray();
    results.each(
        stack -> {
          for (var found : stack.found()) {
            write(stack, found, indices.getOrDefault(found.rule(), -1), json);
          }
        });
    json.endArray();
  }

  private static void write(StackResult stack, Found found, int rule, JsonWriter json)
      throws IOException {
    json.beginObject();
    json.name("ruleId").value(found.rule());
    if (rule >= 0) {
      json.name("ruleIndex").value(rule);
    }
    var open = found.kind().equals("undecided") && !found.mandatory();
    var told = found.kind().equals("exempt");
    if (open || told) {
      // A result of another kind than "fail" has no level (3.27.10).
      json.name("kind").value(open ? "open" : "informational");
      json.name("level").value("none");
    } else {
      json.name("level").value(found.mandatory() ? "error" : "warning");
    }
    json.name("message").beginObject();
    json.name("text").value(Plain.text(message(found))).endObject();
    json.name("locations").beginArray().beginObject();
    writePlace(stack, json);
    writeResource(found, json);
    json.endObject().endArray();
    json.name("partialFingerprints").beginObject();
    // By this one GitHub tells findings of one rule in one file apart.
    json.name("primaryLocationLineHash").value(fingerprint(found)).endObject();
    if (found.isAllowed()) {
      json.name("suppressions").beginArray();
      for (var exception : found.exceptions()) {
        json.beginObject().name("kind").value("external");
        json.name("justification").value(exception).endObject();
      }
      json.endArray();
    }
    json.endObject();
  }

  private static String message(Found found) {
    var name = Urn.parse(found.urn()).name();
    return name.isEmpty() ? found.message() : name + ": " + found.message();
  }

  private static void writePlace(StackResult stack, JsonWriter json) throws IOException {
    json.name("physicalLocation").beginObject().name("artifactLocation").beginObject();
    json.name("uri").value(uri(stack.id())).endObject();
    json.name("region").beginObject().name("startLine").value(1).endObject().endObject();
  }

  private static String uri(String id) {
    return URLEncoder.encode(id, UTF_8).replace("+", "%20").replace("%2F", "/");
  }

  private static void writeResource(Found found, JsonWriter json) throws IOException {
    json.name("logicalLocations").beginArray().beginObject();
    json.name("name").value(Plain.line(Urn.parse(found.urn()).name()));
    json.name("fullyQualifiedName").value(Plain.line(found.urn()));
    json.name("kind").value("resource").endObject().endArray();
  }

  /** The same for the same fault of the same resource, wherever its export is. */
  private static String fingerprint(Found found) {
    try {
      var text = String.join("\n", found.rule(), found.urn(), found.path());
      var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException absent) {
      throw new IllegalStateException(absent);
    }
  }
}
