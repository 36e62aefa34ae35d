package io.datatier.rehearsal.ssm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.datatier.rehearsal.provider.DataTier;
import io.datatier.rehearsal.provider.ProviderTester.Draft;
import io.datatier.rehearsal.provider.TestValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SsmParameterTest {

  private final DataTier tier;
  private final Path folder;

  SsmParameterTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
    this.folder = folder;
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  private Draft parameter() {
    return tier.aws()
        .resource(SsmParameter.TYPE, "endpoint")
        .with("name", "/campaign/endpoint")
        .with("type", "String")
        .with("value", "canary-4711");
  }

  @Test
  void keeps_values_of_parameters_to_itself() throws IOException {
    var parameter = parameter().create();
    assertEquals("/campaign/endpoint", parameter.id());
    assertEquals(
        "arn:aws:ssm:us-east-1:123456789012:parameter/campaign/endpoint", parameter.text("arn"));
    assertEquals(TestValues.secret("canary-4711"), parameter.outputs().get("value"));
    assertFalse(Files.readString(folder.resolve("account.json")).contains("canary"));
    parameter.expectSteady();
    var changed = parameter.update(parameter().with("value", "other"));
    assertEquals(
        List.of(TestValues.UNKNOWN, 2.0),
        List.of(
            parameter.previewUpdate(parameter().with("value", "other")).getOrDefault("version", ""),
            changed.outputs().getOrDefault("version", "")));
    var tagged = changed.update(parameter().with("value", "other").with("tags", Map.of("a", "b")));
    assertEquals(2.0, tagged.outputs().get("version"));
    parameter.expectUpdate(parameter().with("tier", "Advanced"), "tier");
    var advanced = parameter().with("tier", "Advanced");
    var live = advanced.with("name", "advanced").create();
    live.expectReplacement(advanced.with("name", "advanced").with("tier", "Standard"), "tier");
    live.expectUpdate(advanced.with("name", "advanced").with("tier", "Intelligent-Tiering"));
    var secure = parameter().with("name", "secure").with("type", "SecureString").create();
    assertEquals("alias/aws/ssm", secure.text("keyId"));
    secure.expectSteady();
    parameter()
        .named("again")
        .expectRefused(
            "creating SSM Parameter (/campaign/endpoint): ParameterAlreadyExists: The parameter"
                + " already exists. To overwrite this value, set the overwrite option in the"
                + " request to true.");
  }

  @Test
  void judges_parameters() {
    parameter()
        .with("name", "/aws/endpoint")
        .with("type", "SecureString")
        .with("insecureValue", "shown")
        .expectFailures(
            "insecureValue: cannot be set for a SecureString",
            "insecureValue: exactly one of value, insecureValue must be set, but value and"
                + " insecureValue are both set",
            "name: must have letters, digits and _.-, in at most 15 levels separated by slashes,"
                + " and not begin with aws or ssm, but is \"/aws/endpoint\"");
  }
}
