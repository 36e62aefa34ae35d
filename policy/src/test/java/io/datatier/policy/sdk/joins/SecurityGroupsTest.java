package io.datatier.policy.sdk.joins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.policy.sdk.PropertyValue;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackResource;
import io.datatier.policy.sdk.StackView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SecurityGroupsTest {

  private static final String GROUP = "aws:ec2/securityGroup:SecurityGroup";
  private static final String INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
  private static final String RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";

  private static final SecurityGroups groups =
      SecurityGroups.of(
          new StackView(
              List.of(
                  node(INGRESS, "first", Map.of("securityGroupId", "sg-a")),
                  node(GROUP, "a", Map.of("id", "sg-a", "ingress", List.of(Map.of("self", true)))),
                  node(GROUP, "b", Map.of("id", "sg-b")),
                  node(RULE, "out", Map.of("type", "egress", "securityGroupId", "sg-a")),
                  node(RULE, "in", Map.of("type", "ingress", "securityGroupId", "sg-b")),
                  node(INGRESS, "open", Map.of("securityGroupId", new Unknown(Unknown.Kind.TEXT)))),
              Map.of()));

  private static StackResource node(String type, String name, Map<String, ?> properties) {
    var view = new ResourceView(type, name, name, PropertyValue.fields(properties));
    return new StackResource(view, false, "", Set.of(), Map.of());
  }

  private static List<String> declarations(List<Ingress> ingress) {
    return ingress.stream().map(it -> it.declaration().name()).toList();
  }

  private static Referred known(String... groups) {
    return new Referred(Set.of(groups), Set.of(), Optional.empty());
  }

  @Test
  void are_entered_by_their_own_rules_and_by_those_beside_them() {
    assertEquals(List.of("first", "a", "in", "open"), declarations(groups.ingress()));
  }

  @Test
  void are_entered_by_the_rules_that_lead_to_them_or_may_do_so() {
    assertEquals(List.of("first", "a", "open"), declarations(groups.ingress(known("a"))));
    assertEquals(List.of("in", "open"), declarations(groups.ingress(known("b"))));
    assertEquals(
        List.of("first", "a", "in", "open"), declarations(groups.ingress(known("b", "a"))));
    assertEquals(List.of("open"), declarations(groups.ingress(known("sg-other"))));
  }
}
