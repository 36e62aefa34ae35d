package io.datatier.rehearsal.lambda;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.AutoName;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Follows internal/service/lambda/permission.go of the provider, where a permission's id is its
 * statement id; its import id is the function's name and that.
 *
 * <p>Checked: function and qualifier exist; unique statement id.
 */
@AutoService(ResourceType.class)
public final class LambdaPermission implements ResourceType {

  public static final String TYPE = "aws:lambda/permission:Permission";

  private static final Pattern ACTION = Pattern.compile("lambda:[*]|lambda:[a-zA-Z]+|[*]");
  private static final Pattern STATEMENT = Pattern.compile("[a-zA-Z0-9_-]{1,100}");

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "Lambda Permission")
        .replacedBy(
            """
            action eventSourceToken function functionUrlAuthType principal principalOrgId
            qualifier sourceAccount sourceArn statementId statementIdPrefix
            """)
        .autoNamed(AutoName.of("statementId", 100));
  }

  @Override
  public Optional<Entity> find(Account account, String id) {
    return account.find(TYPE, id.substring(id.lastIndexOf('/') + 1));
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .matches("action", ACTION, "be a Lambda action such as lambda:InvokeFunction")
        .matches("statementId", STATEMENT, "have 1 to 100 letters, digits, _ and -")
        .arn("sourceArn")
        .oneOf("functionUrlAuthType", "AWS_IAM", "NONE");
  }

  @Override
  public Made create(Account account, Fields properties) {
    var function = Functions.find(account, properties.text("function", ""));
    properties
        .text("qualifier")
        .ifPresent(qualifier -> Functions.requireQualifier(account, function, qualifier));
    var id = properties.text("statementId", "");
    // In AWS statement ids are unique per function; here they are entity ids, so they are unique
    // per account.
    requireFree(
        account,
        id,
        "ResourceConflictException",
        "The statement id (%s) provided already exists. Please provide a new statement id, or remove the existing statement."
            .formatted(id));
    return made(account, id, function.originOfParts(), properties);
  }
}
