package io.datatier.rehearsal.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.rehearsal.provider.DataTier;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FunctionUrlTest {

  private final DataTier tier;

  FunctionUrlTest(@TempDir Path folder) {
    this.tier = new DataTier(folder);
  }

  @AfterEach
  void close() {
    tier.aws().close();
  }

  @Test
  void gives_a_function_a_url() {
    var function =
        tier.functionAlone()
            .with("role", tier.role("lambda.amazonaws.com").create().text("arn"))
            .create();
    var draft =
        tier.aws()
            .resource(FunctionUrl.TYPE, "url")
            .with("functionName", function.id())
            .with("authorizationType", "NONE");
    var url = draft.create();
    assertEquals(function.id(), url.id());
    assertEquals(function.text("arn"), url.text("functionArn"));
    assertEquals(
        "https://" + url.text("urlId") + ".lambda-url.us-east-1.on.aws/", url.text("functionUrl"));
    url.expectSteady();
    draft.imported(function.id());
    url.expectUpdate(draft.with("functionName", function.text("arn")));
    url.expectReplacement(draft.with("qualifier", "live"), "qualifier");
    assertEquals(
        List.of("anyone on the internet can call validate-campaign: authorizationType is NONE."),
        tier.aws().notes());
    draft
        .named("again")
        .expectRefused(
            "creating Lambda Function URL: ResourceConflictException: Failed to create function url config for [functionArn = %s]. Error message:  FunctionUrlConfig exists for this Lambda function"
                .formatted(function.text("arn")));
    draft
        .with("qualifier", "live")
        .expectRefused(
            "creating Lambda Function URL: ResourceNotFoundException: Function not found: "
                + function.text("arn")
                + ":live");
    draft
        .with("qualifier", "1")
        .with("authorizationType", "JWT")
        .with("cors", Map.of("maxAge", 86_401, "allowMethods", List.of("TRACE")))
        .expectFailures(
            "authorizationType: must be one of AWS_IAM, NONE, but is JWT",
            "cors.allowMethods[0]: must be one of *, DELETE, GET, HEAD, PATCH, POST, PUT, but is"
                + " TRACE",
            "cors.maxAge: must be 0 to 86400 seconds, but is 86401",
            "qualifier: must be an alias, because versions cannot have a URL, but is \"1\"");
    function.delete();
    assertEquals("", url.refresh().id());
  }
}
