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
import java.util.Set;

/**
 * Follows internal/service/lambda/invocation.go of the provider. With the default lifecycle scope,
 * which invokes on create only, a new input forces replacement, and delete does nothing; with CRUD
 * an update and a delete invoke, too. No code runs here, so every function returns {@code null}.
 *
 * <p>Checked: function and version exist; the input is JSON; nothing runs.
 */
@AutoService(ResourceType.class)
public final class LambdaInvocation implements ResourceType {

  private static final String CRUD = "CRUD";

  public static final String TYPE = "aws:lambda/invocation:Invocation";

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "Lambda Invocation")
        .replacedBy("functionName", "input", "qualifier", "triggers");
  }

  @Override
  public Traits traits(Fields before, Fields after) {
    return isCrud(after) ? traits().notReplacedBy("input") : traits();
  }

  private static boolean isCrud(Fields properties) {
    return properties.says("lifecycleScope", CRUD);
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("lifecycleScope", "CREATE_ONLY")
        .fill("qualifier", Functions.LATEST)
        .fill("terraformKey", "tf")
        .oneOf("lifecycleScope", "CREATE_ONLY", CRUD);
    inputs
        .values()
        .text("input")
        .filter(input -> !isJson(input))
        // The message must not show the input, which may contain a password.
        .ifPresent(input -> inputs.fail("input", "must be valid JSON"));
    if (isCrud(inputs.values())
        && inputs
            .values()
            .text("input")
            .filter(input -> !input.strip().startsWith("{"))
            .isPresent()) {
      inputs.fail("input", "must be a JSON object with the lifecycleScope CRUD");
    }
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
  public Set<String> recomputed(Fields state, Fields planned) {
    return planned.get("input").equals(state.get("input")) ? Set.of() : Set.of("result");
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
    if (isCrud(state)) {
      var function = Functions.find(account, state.text("functionName", ""));
      new LambdaFunction().requireAvailable(account, function);
    }
    return entity.properties().fields("triggers").equals(state.fields("triggers"))
        ? account.without(entity)
        : account;
  }
}
