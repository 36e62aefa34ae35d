package io.datatier.rehearsal.rds;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.core.Lookup;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.Map;

/**
 * Follows internal/service/rds/instance_data_source.go of the provider, which tells the version
 * that runs, not the one that was asked for.
 */
@AutoService(Lookup.class)
public final class DbInstanceLookup implements Lookup {

  /** What the data source calls otherwise than the resource. */
  private static final Map<String, String> RENAMED =
      Map.of(
          "arn", "dbInstanceArn",
          "backupWindow", "preferredBackupWindow",
          "clusterIdentifier", "dbClusterIdentifier",
          "dbSubnetGroupName", "dbSubnetGroup",
          "engineVersionActual", "engineVersion",
          "instanceClass", "dbInstanceClass",
          "maintenanceWindow", "preferredMaintenanceWindow",
          "port", "dbInstancePort",
          "username", "masterUsername",
          "vpcSecurityGroupIds", "vpcSecurityGroups");

  @Override
  public String token() {
    return "aws:rds/getInstance:getInstance";
  }

  @Override
  public Fields answer(Account account, Fields arguments) {
    var identifier = arguments.text("dbInstanceIdentifier", "");
    var its =
        DbInstancesLookup.all(account)
            .filter(instance -> instance.says("identifier", identifier))
            .findFirst()
            .orElseThrow(
                () ->
                    new AwsFault("DBInstanceNotFound", "DBInstance " + identifier + " not found."))
            .propertiesAt(account.now());
    var answer = its;
    for (var renamed : RENAMED.entrySet()) {
      var value = its.get(renamed.getKey());
      if (value.isPresent()) {
        answer = answer.with(renamed.getValue(), value.get());
      }
    }
    return answer
        .with("id", identifier)
        .with("dbInstanceIdentifier", identifier)
        .with("dbParameterGroups", Value.of(its.text("parameterGroupName").stream().toList()))
        .with("optionGroupMemberships", Value.of(its.text("optionGroupName").stream().toList()));
  }
}
