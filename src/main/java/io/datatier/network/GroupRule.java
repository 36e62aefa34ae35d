package io.datatier.network;

import com.pulumi.aws.vpc.SecurityGroupEgressRule;
import com.pulumi.aws.vpc.SecurityGroupEgressRuleArgs;
import com.pulumi.aws.vpc.SecurityGroupIngressRule;
import com.pulumi.aws.vpc.SecurityGroupIngressRuleArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.List;

/**
 * One TCP path between two security groups: egress of the one and ingress of the other, created
 * together because either alone is a timeout without a reason. Always by group reference, never by
 * address range.
 *
 * @param from group of those who connect
 * @param to group of those who listen
 * @param port TCP port
 * @param purpose shown in the console with both rules
 */
public record GroupRule(Output<String> from, Output<String> to, int port, String purpose) {

  /** Creates {@code name}-egress and {@code name}-ingress, and returns them to depend on. */
  public List<Resource> permit(String name, CustomResourceOptions options) {
    var egress =
        new SecurityGroupEgressRule(
            name + "-egress",
            SecurityGroupEgressRuleArgs.builder()
                .securityGroupId(from)
                .referencedSecurityGroupId(to)
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .description(purpose)
                .build(),
            options);
    var ingress =
        new SecurityGroupIngressRule(
            name + "-ingress",
            SecurityGroupIngressRuleArgs.builder()
                .securityGroupId(to)
                .referencedSecurityGroupId(from)
                .ipProtocol("tcp")
                .fromPort(port)
                .toPort(port)
                .description(purpose)
                .build(),
            options);
    return List.of(egress, ingress);
  }
}
