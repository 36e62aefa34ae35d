package io.datatier.rehearsal.scenarios.programs;

import com.pulumi.Pulumi;
import com.pulumi.aws.rds.Instance;
import com.pulumi.aws.rds.InstanceArgs;
import com.pulumi.aws.rds.SubnetGroup;
import com.pulumi.aws.rds.SubnetGroupArgs;
import java.util.Map;

/**
 * A function that gets the address of a database made in the same run: nobody can know at preview
 * what the address will be, so only the update can refuse it.
 */
public final class FunctionWiredToInstance {

  private FunctionWiredToInstance() {}

  public static void main(String[] args) {
    Pulumi.run(
        context ->
            Careless.function(
                instance().address().applyValue(address -> Map.of("DB_HOST", address))));
  }

  private static Instance instance() {
    var subnetGroup =
        new SubnetGroup(
            "careless",
            SubnetGroupArgs.builder().name("careless").subnetIds(Given.SUBNET_IDS).build());
    return new Instance(
        "careless",
        InstanceArgs.builder()
            .identifier("careless")
            .engine("postgres")
            .engineVersion("17.4")
            .instanceClass("db.t4g.micro")
            .allocatedStorage(20)
            .username("iadmin")
            .manageMasterUserPassword(true)
            .dbSubnetGroupName(subnetGroup.name())
            .skipFinalSnapshot(true)
            .build());
  }
}
