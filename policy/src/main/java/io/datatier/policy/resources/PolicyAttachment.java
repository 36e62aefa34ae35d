package io.datatier.policy.resources;

import java.util.List;

/** The ways in which a program gives a policy that has an ARN to a role, a user or a group. */
public enum PolicyAttachment {
  ON_ROLE("aws:iam/role:Role", "managedPolicyArns", ""),
  TO_ROLE("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "policyArn", "role"),
  TO_USER("aws:iam/userPolicyAttachment:UserPolicyAttachment", "policyArn", ""),
  TO_GROUP("aws:iam/groupPolicyAttachment:GroupPolicyAttachment", "policyArn", ""),
  TO_SEVERAL("aws:iam/policyAttachment:PolicyAttachment", "policyArn", "roles"),
  ALL_OF_ROLE(
      "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive",
      "policyArns",
      "roleName"),
  ALL_OF_USER(
      "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive", "policyArns", ""),
  ALL_OF_GROUP(
      "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive", "policyArns", ""),
  TO_PERMISSION_SET(
      "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment", "managedPolicyArn", ""),
  TO_PERMISSION_SET_BY_NAME(
      "aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment",
      "customerManagedPolicyReference.name",
      "");

  private final String type;
  private final String policies;
  private final String roles;

  PolicyAttachment(String type, String policies, String roles) {
    this.type = type;
    this.policies = policies;
    this.roles = roles;
  }

  /** The type of the resource that says it. */
  public String type() {
    return type;
  }

  /** The property with the ARN or the name, or the list of them. */
  public String policies() {
    return policies;
  }

  /** The property with the roles; empty if it is the role itself, or gives none to a role. */
  public String roles() {
    return roles;
  }

  /** The properties with users and groups, besides roles. */
  public List<String> people() {
    return this == TO_SEVERAL ? List.of("users", "groups") : List.of();
  }
}
