package io.datatier.policy.rules;

import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Marked;
import io.datatier.policy.sdk.testing.RuleTester;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LambdaLayersPinNoDatabaseTest {

  private static final String DIRECT = "campaign.c9akciq32rgw.eu-central-1.rds.amazonaws.com";
  private static final String PROXY = "campaign.proxy-c9akciq32rgw.eu-central-1.rds.amazonaws.com";
  private static final String ARN = "arn:aws:lambda:eu-central-1:123456789012:layer:settings:3";
  private static final String FUNCTION = "aws:lambda/function:Function";

  private static PropertyValue archive(String text) {
    var asset =
        new Marked("c44067f5952c0a294b673a41bacd8c17", PropertyValue.fields(Map.of("text", text)));
    return new Marked(
        "0def7320c3a5731c473e5ecbe6d01bc7",
        PropertyValue.fields(Map.of("assets", Map.of("settings.ini", asset))));
  }

  private static RuleTester layer(String text) {
    return RuleTester.of(LambdaLayersPinNoDatabase.RULE)
        .resource(
            "aws:lambda/layerVersion:LayerVersion",
            "layer",
            Map.of("arn", ARN, "code", archive("[db]\nhost=" + text)));
  }

  private static RuleTester inUse(String text) {
    return layer(text)
        .resource(FUNCTION, "dialer", Map.of("name", "dialer", "layers", List.of(ARN)));
  }

  private static final String HELD =
      "layer (advisory): code[\"settings.ini\"] contains the address of a database instance (%s)"
          .formatted(DIRECT);

  private static final String LEADS =
      ("dialer: layers[0] leads to urn:pulumi:dev::test::aws:lambda/layerVersion:LayerVersion::layer,"
              + " which contains the address of a database instance (%s)")
          .formatted(DIRECT);

  @Test
  void passes_a_layer_that_knows_only_the_proxy() {
    layer(PROXY).expectCompliant();
    inUse(PROXY).expectCompliant();
  }

  @Test
  void advises_on_a_layer_that_nobody_has() {
    layer(DIRECT).expectViolations(HELD);
  }

  @Test
  void reports_the_function_that_has_the_layer() {
    inUse(DIRECT).expectFindings(HELD, LEADS);
  }

  @Test
  void finds_the_layer_that_a_function_will_be_given() {
    inUse(DIRECT)
        .subject("dialer")
        .withUnknown("layers[0]")
        .computedFrom("layers", "layer")
        .expectFindings(HELD, LEADS);
  }

  @Test
  void lets_those_administer_whom_the_configuration_names() {
    inUse(DIRECT).configured("administrationFunctions", List.of("dialer")).expectFindings(HELD);
  }

  @Test
  void says_nothing_of_archives_that_it_cannot_read() {
    layer(DIRECT)
        .with(
            "code",
            new Marked(
                "0def7320c3a5731c473e5ecbe6d01bc7",
                PropertyValue.fields(Map.of("path", "layer.zip"))))
        .expectNothingReported();
    layer(DIRECT).without("code").expectNothingReported();
  }

  @Test
  void says_nothing_of_other_resources() {
    layer(DIRECT).as("aws:s3/bucket:Bucket").expectNotApplicable();
  }
}
