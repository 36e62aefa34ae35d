package io.datatier.rehearsal.ssm;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.kms.Keys;
import io.datatier.rehearsal.value.Fields;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Follows internal/service/ssm/parameter.go of the provider; lengths from the Systems Manager API,
 * PutParameter.
 *
 * <p>Checked: name and levels, length by tier, kinds of value; a usable key.
 */
@AutoService(ResourceType.class)
public final class SsmParameter implements ResourceType {

  public static final String TYPE = "aws:ssm/parameter:Parameter";

  private static final Pattern NAME =
      Pattern.compile("(?!/?(?i:aws|ssm))(/?[a-zA-Z0-9_.-]+)(/[a-zA-Z0-9_.-]+){0,14}");

  private static final Set<String> VALUES = Set.of("description", "insecureValue", "value");

  /** A change of these puts no new value (resourceParameterUpdate). */
  private static final Set<String> NO_PART = Set.of("overwrite", "tags", "tagsAll", "version");

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "SSM Parameter")
        .replacedBy("dataType", "name")
        .filledByAws("arn", "dataType", "insecureValue", "keyId", "tier", "value")
        .secrets("value")
        .autoNamed()
        .unread("overwrite");
  }

  @Override
  public Traits traits(Fields before, Fields after) {
    // SSM does not make an advanced parameter a standard one.
    boolean isLess = before.says("tier", "Advanced") && after.says("tier", "Standard");
    return isLess ? traits().replacedBy("tier") : traits();
  }

  /** SSM has chosen the tier of a parameter that exists (DiffSuppressFunc of tier). */
  @Override
  public Fields planned(Fields before, Fields inputs) {
    return inputs.says("tier", "Intelligent-Tiering")
        ? before.text("tier").map(tier -> inputs.with("tier", tier)).orElse(inputs)
        : inputs;
  }

  @Override
  public Set<String> recomputed(Fields state, Fields planned) {
    return VALUES.stream().allMatch(name -> planned.get(name).equals(state.get(name)))
        ? Set.of()
        : Set.of("version");
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .matches(
            "name",
            NAME,
            "have letters, digits and _.-, in at most 15 levels separated by slashes, and not begin with aws or ssm")
        .length("name", 1, 1011)
        .length("allowedPattern", 0, 1024)
        .length("description", 0, 1024)
        .oneOf("type", "String", "StringList", "SecureString")
        .oneOf("tier", "Standard", "Advanced", "Intelligent-Tiering")
        .oneOf("dataType", "text", "aws:ec2:image", "aws:ssm:integration")
        .exactlyOne("value", "insecureValue");
    var values = inputs.values();
    boolean isSecure = values.text("type", "").equals("SecureString");
    if (isSecure && values.has("insecureValue")) {
      inputs.fail("insecureValue", "cannot be set for a SecureString");
    }
    int most = values.text("tier", "").equals("Advanced") ? 8192 : 4096;
    // The messages must not show the value.
    inputs.length("value", 1, most).length("insecureValue", 1, most);
  }

  @Override
  public void requireReferences(Account account, Fields inputs) {
    Keys.requireUsable(account, inputs.text("keyId"), "InvalidKeyId");
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    boolean isSecure = properties.text("type", "").equals("SecureString");
    return properties
        .withDefault("dataType", "text")
        .withDefault("tier", "Standard")
        .withDefault("keyId", isSecure ? "alias/aws/ssm" : "");
  }

  @Override
  public Made create(Account account, Fields properties) {
    var name = properties.text("name", "");
    if (account.find(TYPE, name).isPresent() && !properties.flag("overwrite")) {
      throw new AwsFault(
          "ParameterAlreadyExists",
          "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.");
    }
    var path = name.startsWith("/") ? name : "/" + name;
    return made(
        account,
        name,
        properties.with("arn", account.arn("ssm", "parameter" + path)).with("version", 1));
  }

  @Override
  public Made update(Account account, Entity before, Fields properties) {
    return update(account, before, properties, before.properties());
  }

  @Override
  public Made update(Account account, Entity before, Fields properties, Fields state) {
    boolean isSame = state.without(NO_PART).equals(properties.without(NO_PART));
    var version = before.properties().number("version").orElse(1) + (isSame ? 0 : 1);
    return Made.in(account, before.with(properties.with("version", version)));
  }
}
