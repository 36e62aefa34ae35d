package io.datatier.rehearsal.ec2;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.core.ResourceType;

/**
 * Follows internal/service/ec2/vpc_security_group_egress_rule.go of the provider.
 *
 * <p>Checked: as for ingress.
 */
@AutoService(ResourceType.class)
public final class SecurityGroupEgressRule extends OneSourceRule {

  public static final String TYPE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

  public SecurityGroupEgressRule() {
    super(TYPE, "VPC Security Group Egress Rule");
  }
}
