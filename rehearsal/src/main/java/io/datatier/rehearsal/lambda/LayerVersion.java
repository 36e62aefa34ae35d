package io.datatier.rehearsal.lambda;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.account.Entity.Origin;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.core.Types;
import io.datatier.rehearsal.value.Fields;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Follows internal/service/lambda/layer_version.go of the provider: nothing of a version changes,
 * every other content is another version.
 */
public final class LayerVersion implements ResourceType {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,140}");

  @Override
  public Traits traits() {
    return Traits.of(Types.LAYER_VERSION, "Lambda Layer Version")
        .replacedBy(
            "code",
            "compatibleArchitectures",
            "compatibleRuntimes",
            "description",
            "layerName",
            "licenseInfo",
            "s3Bucket",
            "s3Key",
            "s3ObjectVersion",
            "sourceCodeHash")
        .filledByAws("sourceCodeHash")
        .unordered("compatibleArchitectures", "compatibleRuntimes")
        .unread("code", "s3Bucket", "s3Key", "s3ObjectVersion", "skipDestroy");
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .fill("skipDestroy", false)
        .matches("layerName", NAME, "have 1 to 140 letters, digits, _ and -")
        .length("description", 0, 256)
        .length("licenseInfo", 0, 512)
        .eachOf("compatibleArchitectures", "x86_64", "arm64")
        .eachOf("compatibleRuntimes", LambdaRuntimes.names())
        .exactlyOne("code", "s3Bucket");
    if (inputs.values().has("s3Bucket")) {
      inputs.required("s3Key", "with s3Bucket");
    }
  }

  @Override
  public Fields settle(Account account, Fields properties) {
    return LambdaCode.settle(account, properties);
  }

  @Override
  public Made create(Account account, Fields properties) {
    var layer = account.arn("lambda", "layer:" + properties.text("layerName", ""));
    var version =
        1
            + account
                .all(Types.LAYER_VERSION)
                .filter(each -> each.text("layerArn").equals(Optional.of(layer)))
                .map(each -> each.text("version").orElse("0"))
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    return Made.in(
        account,
        new Entity(
            Types.LAYER_VERSION,
            layer + ":" + version,
            account.region(),
            new Origin.Made(),
            properties
                .with("arn", layer + ":" + version)
                .with("layerArn", layer)
                .with("version", String.valueOf(version))
                .with("createdDate", account.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .with("signingJobArn", "")
                .with("signingProfileVersionArn", "")));
  }

  @Override
  public Account delete(Account account, Entity entity, Fields state) {
    return state.flag("skipDestroy") ? account : account.without(entity);
  }
}
