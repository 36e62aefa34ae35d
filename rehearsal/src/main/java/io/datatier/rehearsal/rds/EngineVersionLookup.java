package io.datatier.rehearsal.rds;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.core.Lookup;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.stream.Stream;

/**
 * Follows internal/service/rds/engine_version_data_source.go of the provider, for one version that
 * is asked for by its number.
 */
@AutoService(Lookup.class)
public final class EngineVersionLookup implements Lookup {

  @Override
  public String token() {
    return "aws:rds/getEngineVersion:getEngineVersion";
  }

  @Override
  public Fields answer(Account account, Fields arguments) {
    var name = arguments.text("engine", "");
    var version = arguments.text("version", "");
    var engine =
        DbEngine.named(name)
            .filter(each -> each.has(version))
            .orElseThrow(
                () ->
                    new AwsFault(
                        "InvalidParameterValue",
                        "no RDS engine versions found: " + name + " " + version));
    var majors = engine.majorTargets(version);
    var minors = engine.minorTargets(version);
    return arguments
        .with("id", version)
        .with("version", version)
        .with("versionActual", version)
        .with("parameterGroupFamily", name + EngineVersion.major(version))
        .with("status", "available")
        .with("validMajorTargets", Value.of(majors))
        .with("validMinorTargets", Value.of(minors))
        .with(
            "validUpgradeTargets",
            Value.of(Stream.concat(minors.stream(), majors.stream()).toList()));
  }
}
