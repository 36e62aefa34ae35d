package io.datatier.rehearsal.lambda;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import java.util.List;

/**
 * Follows internal/service/lambda/function_url.go of the provider. The id is the function's name,
 * followed by a slash and the qualifier if there is one.
 *
 * <p>Checked: one per function or alias, none for a version; warns if it is public.
 */
@AutoService(ResourceType.class)
public final class FunctionUrl implements ResourceType {

  public static final String TYPE = "aws:lambda/functionUrl:FunctionUrl";

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "Lambda Function URL").replacedBy("functionName", "qualifier");
  }

  @Override
  public Fields planned(Fields before, Fields inputs) {
    return inputs.keeping("functionName", before, Functions::name);
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("invokeMode", "BUFFERED")
        .oneOf("authorizationType", "AWS_IAM", "NONE")
        .oneOf("invokeMode", "BUFFERED", "RESPONSE_STREAM")
        .matches("qualifier", LambdaAlias.NAME, "be an alias, because versions cannot have a URL")
        .within(
            "cors",
            cors ->
                cors.between("maxAge", 0, 86_400, "seconds")
                    .eachOf("allowMethods", "*", "DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"));
  }

  @Override
  public Made create(Account account, Fields properties) {
    var function = Functions.find(account, properties.text("functionName", ""));
    var qualifier = properties.text("qualifier");
    qualifier.ifPresent(each -> Functions.requireQualifier(account, function, each));
    var suffix = qualifier.map(each -> "/" + each).orElse("");
    var id = properties.text("functionName", "") + suffix;
    var arn = function.text("arn").orElse("") + qualifier.map(each -> ":" + each).orElse("");
    if (account.findBy(TYPE, "functionArn", arn).isPresent()) {
      throw new AwsFault(
          "ResourceConflictException",
          "Failed to create function url config for [functionArn = %s]. Error message:  FunctionUrlConfig exists for this Lambda function"
              .formatted(arn));
    }
    var host = Ids.lower(account, "url", 32);
    return made(
        account,
        id,
        function.originOfParts(),
        properties
            .with("functionArn", arn)
            .with("urlId", host)
            .with(
                "functionUrl",
                "https://%s.lambda-url.%s.on.aws/".formatted(host, account.region())));
  }

  @Override
  public List<String> remarks(Account account, Entity entity) {
    return entity.text("authorizationType").filter("NONE"::equals).isPresent()
        ? List.of(
            "anyone on the internet can call %s: authorizationType is NONE."
                .formatted(entity.text("functionName").orElse("")))
        : List.of();
  }
}
