package io.datatier.rehearsal.lambda;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Follows internal/service/lambda/alias.go of the provider, where an alias's id is its ARN; its
 * import id is the function's name and its own.
 *
 * <p>Checked: function and version exist; name format.
 */
@AutoService(ResourceType.class)
public final class LambdaAlias implements ResourceType {

  public static final String TYPE = "aws:lambda/alias:Alias";

  static final Pattern NAME = Pattern.compile("(?!\\d+$)[a-zA-Z0-9_-]{1,128}");

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "Lambda Alias")
        .listedBy("lambda list-aliases", "Aliases", "--function-name=functionName", "Name=name")
        .replacedBy("functionName", "name")
        .autoNamed();
  }

  @Override
  public Optional<Entity> find(Account account, String id) {
    return account
        .find(TYPE, id)
        .or(() -> account.find(TYPE, account.arn("lambda", "function:" + id.replace('/', ':'))));
  }

  @Override
  public Fields planned(Fields before, Fields inputs) {
    return inputs.keeping("functionName", before, Functions::name);
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .matches("name", NAME, "have letters, digits, _ and -, and not be a number")
        .length("description", 0, 256);
  }

  @Override
  public Made create(Account account, Fields properties) {
    var function = Functions.find(account, properties.text("functionName", ""));
    Functions.requireQualifier(account, function, properties.text("functionVersion", ""));
    var arn = function.text("arn").orElse("") + ":" + properties.text("name", "");
    requireFree(account, arn, "ResourceConflictException", "Alias already exists: " + arn);
    return made(
        account,
        arn,
        function.originOfParts(),
        properties.with("arn", arn).with("invokeArn", LambdaFunction.invokeArn(account, arn)));
  }

  @Override
  public Made update(Account account, Entity before, Fields properties) {
    var function = Functions.find(account, properties.text("functionName", ""));
    Functions.requireQualifier(account, function, properties.text("functionVersion", ""));
    return Made.in(account, before.with(properties));
  }
}
