package io.datatier.adoption;

import static java.util.stream.Collectors.toUnmodifiableMap;

import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceTransformation;
import io.datatier.config.Allows;
import io.datatier.config.Between;
import io.datatier.config.Constraints;
import io.datatier.config.Defaults;
import io.datatier.config.InvalidValue;
import io.datatier.config.Rule;
import io.datatier.network.SecurityGroupId;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code datatier:adopted}: what of an existing data tier becomes this program's, and what of it
 * goes.
 *
 * @param ingressRules rules of adopted security groups that the next update deletes
 * @param egressRules likewise, those that let out
 */
@RecordBuilder
public record Adoption(
    @Allows("name of the DB subnet group") Optional<AdoptedName> subnetGroup,
    @Allows("name of the DB parameter group, unless it is a `default.…` one")
        Optional<AdoptedName> parameterGroup,
    @Allows("`sg-…` of the database") Optional<SecurityGroupId> databaseSecurityGroup,
    @Allows("identifier of the DB instance") Optional<AdoptedName> instance,
    @Allows("name of the log group of the PostgreSQL log, if there is one")
        Optional<AdoptedName> postgresqlLogGroup,
    @Allows("name of the log group of the upgrade log, if there is one")
        Optional<AdoptedName> upgradeLogGroup,
    @Allows("name of the role that the proxy uses to read its secret")
        Optional<AdoptedName> proxyRole,
    @Allows("name of that role's inline policy") Optional<AdoptedName> proxyRolePolicy,
    @Allows("`sg-…` of the proxy") Optional<SecurityGroupId> proxySecurityGroup,
    @Allows("name of the log group that RDS created for the proxy")
        Optional<AdoptedName> proxyLogGroup,
    @Allows("name of the proxy; its target group and target come with it")
        Optional<AdoptedName> proxy,
    @Allows("name of the alarm on the proxy's `ClientConnections`")
        Optional<AdoptedName> clientConnectionsAlarm,
    @Allows("name of the alarm on the proxy's `DatabaseConnections`")
        Optional<AdoptedName> databaseConnectionsAlarm,
    @Between(most = "1000", unit = "rules") @Allows("`sgr-…`, each deleted by the next update")
        List<SecurityGroupRuleId> ingressRules,
    @Between(most = "1000", unit = "rules") @Allows("`sgr-…`, each deleted by the next update")
        List<SecurityGroupRuleId> egressRules) {

  /** Nothing is taken over. */
  public static final Adoption NONE = Defaults.of(Adoption.class);

  public Adoption {
    ingressRules = List.copyOf(ingressRules);
    egressRules = List.copyOf(egressRules);
    Constraints.check(
        Adoption.class,
        subnetGroup,
        parameterGroup,
        databaseSecurityGroup,
        instance,
        postgresqlLogGroup,
        upgradeLogGroup,
        proxyRole,
        proxyRolePolicy,
        proxySecurityGroup,
        proxyLogGroup,
        proxy,
        clientConnectionsAlarm,
        databaseConnectionsAlarm,
        ingressRules,
        egressRules);
  }

  /** A builder that takes nothing over yet. */
  public static AdoptionBuilder builder() {
    return AdoptionBuilder.builder(NONE);
  }

  // The id of a proxy's target names its database.
  @Rule
  static void requireInstanceForProxy(Optional<AdoptedName> proxy, Optional<AdoptedName> instance) {
    requireCompany(proxy, instance, "instance");
  }

  // RDS does not move an instance to another subnet group of the same VPC.
  @Rule
  static void requireSubnetGroupForInstance(
      Optional<AdoptedName> instance, Optional<AdoptedName> subnetGroup) {
    requireCompany(instance, subnetGroup, "subnetGroup");
  }

  @Rule
  static void requireRoleForPolicy(
      Optional<AdoptedName> proxyRolePolicy, Optional<AdoptedName> proxyRole) {
    requireCompany(proxyRolePolicy, proxyRole, "proxyRole");
  }

  private static void requireCompany(
      Optional<AdoptedName> adopted, Optional<AdoptedName> company, String key) {
    if (adopted.isPresent() && company.isEmpty()) {
      throw new InvalidValue(adopted.get().value(), "come with " + key);
    }
  }

  /** What is taken over, by the id that AWS or its users know it by. */
  public Map<AdoptedResource, String> ids() {
    return Arrays.stream(AdoptedResource.values())
        .filter(resource -> resource.idIn(this).isPresent())
        .collect(toUnmodifiableMap(it -> it, it -> it.idIn(this).orElseThrow()));
  }

  /**
   * Lets every resource that was taken over keep the name it has. The components know nothing of
   * it: they give their own names, and the engine leaves the old ones.
   */
  public ResourceTransformation keepingNames() {
    var ids = ids();
    return args ->
        args.options()
            .getParent()
            .flatMap(
                component ->
                    AdoptedResource.of(
                        component.pulumiResourceType(),
                        component.pulumiResourceName(),
                        args.resource().pulumiResourceType(),
                        args.resource().pulumiResourceName()))
            .filter(ids::containsKey)
            .map(resource -> keepingNames(resource, args));
  }

  private static ResourceTransformation.Result keepingNames(
      AdoptedResource resource, ResourceTransformation.Args args) {
    return new ResourceTransformation.Result(
        args.args(),
        CustomResourceOptions.merge(
            (CustomResourceOptions) args.options(),
            CustomResourceOptions.builder().ignoreChanges(resource.naming()).build()));
  }

  /** The id under which the provider imports {@code resource}, if it is taken over. */
  public Optional<String> importId(AdoptedResource resource) {
    return resource.importId(ids());
  }
}
