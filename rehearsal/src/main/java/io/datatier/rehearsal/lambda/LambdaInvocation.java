package io.datatier.rehearsal.lambda;

import com.google.auto.service.AutoService;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;

/**
 * Follows internal/service/lambda/invocation.go of the provider, for the default lifecycle scope,
 * which invokes on create only: a new input forces replacement, and read and delete do nothing. No
 * code runs here, so every function returns {@code null}.
 *
 * <p>Checked: function and version exist; the input is JSON; nothing runs.
 */
@AutoService(ResourceType.class)
public final class LambdaInvocation implements ResourceType {

  public static final String TYPE = "aws:lambda/invocation:Invocation";

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "Lambda Invocation")
        .replacedBy("functionName", "input", "qualifier", "triggers")
        .documents("input");
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("lifecycleScope", "CREATE_ONLY")
        .fill("qualifier", Functions.LATEST)
        .fill("terraformKey", "tf")
        .oneOf("lifecycleScope", "CREATE_ONLY", "CRUD");
    inputs
        .values()
        .text("input")
        .filter(input -> !isJson(input))
        // The message must not show the input, which may contain a password.
        .ifPresent(input -> inputs.fail("input", "must be valid JSON"));
  }

  private static boolean isJson(String text) {
    try {
      JsonParser.parseString(text);
      return !text.isBlank();
    } catch (JsonParseException e) {
      return false;
    }
  }

  @Override
  public Made create(Account account, Fields properties) {
    var function = Functions.find(account, properties.text("functionName", ""));
    new LambdaFunction().requireAvailable(account, function);
    var qualifier = properties.text("qualifier", Functions.LATEST);
    Functions.requireQualifier(account, function, qualifier);
    var id =
        "%s_%s_%s"
            .formatted(
                properties.text("functionName", ""),
                qualifier,
                account.fingerprint("input:" + properties.text("input", "")).substring(0, 32));
    return made(account, id, properties.with("result", "null"));
  }

  /** The call that replaces this one for other triggers has its id, and is made before it goes. */
  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    return entity.properties().fields("triggers").equals(state.fields("triggers"))
        ? account.without(entity)
        : account;
  }
}
