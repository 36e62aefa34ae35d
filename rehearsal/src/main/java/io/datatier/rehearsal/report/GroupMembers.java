package io.datatier.rehearsal.report;

import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.ec2.GroupPermission;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who wears a security group. Every resource type that has groups has them under a name with
 * "securityGroup" in it, so types unknown here count too.
 */
final class GroupMembers {

  private static final Set<String> FREE_TEXT = Set.of("environment", "tags", "tagsAll");

  private final List<Entity> entities;

  GroupMembers(StackState state) {
    this.entities =
        state.account().entities().stream()
            .filter(each -> !GroupPermission.isStatedBy(each))
            .toList();
  }

  /** Everything that has groups. */
  List<Entity> all() {
    return entities.stream().filter(each -> !groupsOf(each).isEmpty()).toList();
  }

  List<Entity> of(String group) {
    return entities.stream().filter(each -> groupsOf(each).contains(group)).toList();
  }

  static List<String> groupsOf(Entity entity) {
    return under("securitygroup", entity.properties()).filter(id -> id.startsWith("sg-")).toList();
  }

  /** The subnets it is in. */
  static List<String> subnetsOf(Entity entity) {
    return under("subnet", entity.properties()).filter(id -> id.startsWith("subnet-")).toList();
  }

  private static Stream<String> under(String word, Fields fields) {
    return fields.values().entrySet().stream()
        .filter(field -> !FREE_TEXT.contains(field.getKey()))
        .flatMap(
            field ->
                field.getKey().toLowerCase(Locale.ROOT).contains(word)
                    ? Fields.of(Map.of(field.getKey(), field.getValue())).allTexts()
                    : within(word, field.getValue()))
        .distinct();
  }

  private static Stream<String> within(String word, Value value) {
    if (value instanceof Fields nested) {
      return under(word, nested);
    }
    return value instanceof Value.Items items
        ? items.values().stream().flatMap(each -> within(word, each))
        : Stream.of();
  }
}
