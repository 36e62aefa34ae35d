package io.datatier.policy.resources;

/** The ways in which a program gives a policy that has an ARN to a role, a user or a group. */
public enum PolicyAttachment {
  ON_ROLE("aws:iam/role:Role", "managedPolicyArns", ""),
  TO_ROLE("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "policyArn", "role"),
  TO_USER("aws:iam/userPolicyAttachment:UserPolicyAttachment", "policyArn", "user"),
  TO_GROUP("aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "policyArn", "group"),
  TO_SEVERAL("aws:iam/policyAttachment:PolicyAttachment", "policyArn", "roles"),
  ALL_OF_ROLE(
      "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
      "policyArns",
      "roleName"),
  ALL_OF_USER(
      "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive",
      "policyArns",
      "userName"),
  ALL_OF_GROUP(
      "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive",
      "policyArns",
      "groupName"),
  TO_PERMISSION_SET(
      "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment",
      "managedPolicyArn",
      "permissionSetArn"),
  TO_PERMISSION_SET_BY_NAME(
      "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment",
      "customerManagedPolicyReference.name",
      "permissionSetArn");

  private final String type;
  private final String policies;
  private final String holders;

  PolicyAttachment(String type, String policies, String holders) {
    this.type = type;
    this.policies = policies;
    this.holders = holders;
  }

  /** The type of the resource that says it. */
  public String type() {
    return type;
  }

  /** The property with the ARN or the name, or the list of them. */
  public String policies() {
    return policies;
  }

  /** The property with the recipient; empty if that is the resource itself. */
  public String holders() {
    return holders;
  }
}
