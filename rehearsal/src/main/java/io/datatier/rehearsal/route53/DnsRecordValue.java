package io.datatier.rehearsal.route53;

import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.value.Value;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The values that Route 53 takes for each type of record (Route 53 developer guide, "Supported DNS
 * record types").
 */
final class DnsRecordValue {

  private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final String HOST = "[^.\\s]{1,63}(\\.[^.\\s]{1,63})*\\.?";
  private static final String NUMBER = "\\d{1,5}";

  /**
   * Each record type with the pattern of its values, as far as it is checked, and a description.
   */
  private static final Map<String, Form> FORMS =
      Map.ofEntries(
          Map.entry("A", new Form("(" + BYTE + "\\.){3}" + BYTE, "an IPv4 address")),
          Map.entry("AAAA", new Form("(?=.*:.*:)[0-9a-fA-F:]+(:[0-9.]+)?", "an IPv6 address")),
          Map.entry(
              "CAA",
              new Form(
                  "\\d{1,3} (issue|issuewild|iodef) \".*\"",
                  "flags, a tag and a value such as 0 issue \"amazon.com\"")),
          Map.entry("CNAME", new Form(HOST, "a domain name")),
          Map.entry("DS", Form.ANY),
          Map.entry("HTTPS", Form.ANY),
          Map.entry(
              "MX",
              new Form(NUMBER + " " + HOST, "a priority and a host such as 10 mail.example.com")),
          Map.entry("NAPTR", Form.ANY),
          Map.entry("NS", new Form(HOST, "a domain name")),
          Map.entry("PTR", new Form(HOST, "a domain name")),
          Map.entry("SOA", Form.ANY),
          Map.entry("SPF", Form.ANY),
          Map.entry(
              "SRV",
              new Form(
                  "(" + NUMBER + " ){3}" + HOST,
                  "a priority, a weight, a port and a host such as 1 10 5432 db.example.com")),
          Map.entry("SSHFP", Form.ANY),
          Map.entry("SVCB", Form.ANY),
          Map.entry("TLSA", Form.ANY),
          // The provider adds the quotes; inside a value they separate its strings.
          Map.entry(
              "TXT",
              new Form(
                  "(?s).{0,255}(\"\\s*\".{0,255})*",
                  "strings of at most 255 characters, separated by \"\"")));

  private record Form(Pattern pattern, String rule) {

    static final Form ANY = new Form("(?s).+", "a value");

    Form(String pattern, String rule) {
      this(Pattern.compile(pattern), rule);
    }
  }

  private DnsRecordValue() {}

  static String[] types() {
    return new TreeMap<>(FORMS).keySet().toArray(String[]::new);
  }

  /** Validates the values of a record by its type. */
  static void judge(Inputs inputs) {
    var type = inputs.values().text("type", "");
    var form = FORMS.get(type);
    if (form == null) {
      return;
    }
    var records = inputs.values().items("records");
    if (type.equals("CNAME") && records.size() > 1) {
      inputs.fail("records", "must have exactly one value for a CNAME, but has " + records.size());
    }
    for (int i = 0; i < records.size(); i++) {
      if (records.get(i) instanceof Value.Text text
          && !form.pattern().matcher(text.value()).matches()) {
        inputs.fail(
            "records[" + i + "]", "must be %s, but is \"%s\"".formatted(form.rule(), text.value()));
      }
    }
  }
}
