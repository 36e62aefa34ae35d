package io.datatier.policy.sdk.joins;

import io.datatier.policy.sdk.Derived;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackView;
import io.datatier.policy.sdk.ValueView;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The security groups of a stack: which resources use them and what they admit. */
public final class SecurityGroups {

  private static final String GROUP = "aws:ec2/securityGroup:SecurityGroup";
  private static final String DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
  private static final String RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
  private static final String INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

  private static final Set<String> ADMITTING = Set.of(GROUP, DEFAULT_GROUP, RULE, INGRESS);

  private final StackView stack;
  private final References references;
  private final List<Ingress> ingress;
  private final Map<String, Set<Integer>> byGroup = new HashMap<>();
  private final Set<Integer> open = new TreeSet<>();

  private SecurityGroups(StackView stack) {
    this.stack = stack;
    this.references = References.to(stack, GROUP, DEFAULT_GROUP);
    this.ingress = stack.resources(ADMITTING).stream().flatMap(this::ingressOf).toList();
    for (var index = 0; index < ingress.size(); index++) {
      var place = index;
      var into = ingress.get(index).group();
      into.all().forEach(it -> byGroup.computeIfAbsent(it, first -> new TreeSet<>()).add(place));
      if (into.open().isPresent()) {
        open.add(place);
      }
    }
  }

  private record Of() implements Derived<SecurityGroups> {
    @Override
    public SecurityGroups from(StackView stack) {
      return new SecurityGroups(stack);
    }
  }

  /** The security groups of a stack. */
  public static SecurityGroups of(StackView stack) {
    return stack.once(new Of());
  }

  /** The groups that a property of a resource names. */
  public Referred at(ResourceView resource, String path) {
    return references.from(resource, path);
  }

  /** The groups that one value of a rule names. */
  public Referred at(Ingress ingress, ValueView place) {
    return references.from(ingress.declaration(), List.of(place));
  }

  /** Every ingress rule, in the groups themselves and in separate resources. */
  public List<Ingress> ingress() {
    return ingress;
  }

  /** Those of {@link #ingress} that lead to who is behind these groups, or may do so. */
  public List<Ingress> ingress(Referred behind) {
    var places = new TreeSet<>(open);
    behind.all().forEach(group -> places.addAll(byGroup.getOrDefault(group, Set.of())));
    return places.stream().map(ingress::get).toList();
  }

  private Stream<Ingress> ingressOf(ResourceView resource) {
    var inputs = stack.inputsOf(resource);
    return switch (resource.type()) {
      case GROUP, DEFAULT_GROUP -> inline(inputs);
      case RULE -> {
        var out = inputs.text("type").known().filter("egress"::equals).isPresent();
        yield out ? Stream.empty() : Stream.of(beside(inputs));
      }
      case INGRESS -> Stream.of(beside(inputs));
      default -> Stream.empty();
    };
  }

  private static Stream<Ingress> inline(ResourceView group) {
    var itself = new Referred(Set.of(group.urn()), Set.of(), Optional.empty());
    var list = group.at("ingress");
    var places = list.isUnknown() ? List.of(list) : list.children();
    return places.stream().map(place -> new Ingress(group, itself, place));
  }

  private Ingress beside(ResourceView rule) {
    return new Ingress(rule, references.from(rule, "securityGroupId"), rule.at(""));
  }
}
