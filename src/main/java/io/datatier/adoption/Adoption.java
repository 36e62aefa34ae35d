package io.datatier.adoption;

import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.ResourceTransformation;
import io.datatier.values.InvalidValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What of an existing data tier becomes this program's, and what of it goes.
 *
 * @param ids what is taken over, by the id that AWS or its users know it by
 * @param ingressRules rules of the security groups taken over that the next update shall delete
 * @param egressRules likewise, those that let out
 */
public record Adoption(
    Map<AdoptedResource, String> ids,
    List<SecurityGroupRuleId> ingressRules,
    List<SecurityGroupRuleId> egressRules) {

  /** The program has made all of it itself. */
  public static final Adoption NONE = new Adoption(Map.of(), List.of(), List.of());

  /**
   * @throws InvalidValue if one of {@code ids} cannot be without one that is missing
   */
  public Adoption {
    ids = Map.copyOf(ids);
    ingressRules = List.copyOf(ingressRules);
    egressRules = List.copyOf(egressRules);
    for (var resource : ids.keySet()) {
      resource.requireCompany(ids);
    }
  }

  /**
   * Lets every resource that was taken over keep the name it has. The components know nothing of
   * it: they give their own names, and the engine leaves the old ones.
   */
  public ResourceTransformation keepingNames() {
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
    return resource.importId(ids);
  }
}
