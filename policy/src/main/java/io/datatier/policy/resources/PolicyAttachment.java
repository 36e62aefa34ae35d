package io.datatier.policy.resources;

/** The ways in which a program gives a policy that has an ARN to a role, a user or a group. */
public enum PolicyAttachment {
  ON_ROLE("role", "Role", "managedPolicyArns", ""),
  TO_ROLE("rolePolicyAttachment", "RolePolicyAttachment", "policyArn", "role"),
  TO_USER("userPolicyAttachment", "UserPolicyAttachment", "policyArn", "user"),
  TO_GROUP("groupPolicyAttachment", "GroupPolicyAttachment", "policyArn", "group"),
  TO_SEVERAL("policyAttachment", "PolicyAttachment", "policyArn", "roles"),
  ALL_OF_ROLE(
      "rolePolicyAttachmentsExclusive", "RolePolicyAttachmentsExclusive", "policyArns", "roleName"),
  ALL_OF_USER(
      "userPolicyAttachmentsExclusive", "UserPolicyAttachmentsExclusive", "policyArns", "userName"),
  ALL_OF_GROUP(
      "groupPolicyAttachmentsExclusive",
      "GroupPolicyAttachmentsExclusive",
      "policyArns",
      "groupName");

  private final String type;
  private final String policies;
  private final String holders;

  PolicyAttachment(String module, String type, String policies, String holders) {
    this.type = "aws:iam/%s:%s".formatted(module, type);
    this.policies = policies;
    this.holders = holders;
  }

  /** The type of the resource that says it. */
  public String type() {
    return type;
  }

  /** The property with the ARN, or the list of them. */
  public String policies() {
    return policies;
  }

  /** The property with the recipient; empty if that is the resource itself. */
  public String holders() {
    return holders;
  }
}
