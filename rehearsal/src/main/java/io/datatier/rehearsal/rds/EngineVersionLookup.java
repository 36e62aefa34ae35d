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
    var engine = arguments.text("engine", "");
    var version = arguments.text("version", "");
    if (!EngineVersion.isOf(engine, version)) {
      throw new AwsFault(
          "InvalidParameterValue", "no RDS engine versions found: " + engine + " " + version);
    }
    var majors = EngineVersion.majorTargets(engine, version);
    var minors = EngineVersion.minorTargets(engine, version);
    return arguments
        .with("id", version)
        .with("version", version)
        .with("versionActual", version)
        .with("parameterGroupFamily", engine + EngineVersion.major(version))
        .with("status", "available")
        .with("validMajorTargets", Value.of(majors))
        .with("validMinorTargets", Value.of(minors))
        .with(
            "validUpgradeTargets",
            Value.of(Stream.concat(minors.stream(), majors.stream()).toList()));
  }
}
