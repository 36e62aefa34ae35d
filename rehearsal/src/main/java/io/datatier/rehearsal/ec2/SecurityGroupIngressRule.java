package io.datatier.rehearsal.ec2;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.core.ResourceType;

/**
 * Follows internal/service/ec2/vpc_security_group_ingress_rule.go of the provider.
 *
 * <p>Checked: one source in the same VPC; protocol and ports; no duplicate in any form; 60 rules
 * per group.
 */
@AutoService(ResourceType.class)
public final class SecurityGroupIngressRule extends OneSourceRule {

  public static final String TYPE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

  public SecurityGroupIngressRule() {
    super(TYPE, "VPC Security Group Ingress Rule");
  }
}
