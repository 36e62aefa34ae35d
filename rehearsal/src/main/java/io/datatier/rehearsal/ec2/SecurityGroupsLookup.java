package io.datatier.rehearsal.ec2;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Lookup;
import io.datatier.rehearsal.iam.TextPattern;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.stream.Stream;

/**
 * Follows internal/service/ec2/vpc_security_groups_data_source.go of the provider: where nothing
 * matches, the lists are empty. A filter's values may hold the wildcards * and ? (EC2 API,
 * DescribeSecurityGroups).
 */
@AutoService(Lookup.class)
public final class SecurityGroupsLookup implements Lookup {

  private static final String TAG = "tag:";

  @Override
  public String token() {
    return "aws:ec2/getSecurityGroups:getSecurityGroups";
  }

  @Override
  public Fields answer(Account account, Fields arguments) {
    var found =
        account
            .all(SecurityGroup.TYPE)
            .filter(
                group ->
                    arguments.objects("filters").stream()
                        .allMatch(filter -> admits(filter, account, group)))
            .toList();
    return arguments
        .with("id", account.region())
        .with("ids", Value.of(found.stream().map(Entity::id).toList()))
        .with("arns", texts(found, "arn"))
        .with("vpcIds", texts(found, "vpcId"));
  }

  private static boolean admits(Fields filter, Account account, Entity group) {
    var wanted = filter.texts("values").stream().map(TextPattern::wild).toList();
    return read(filter.text("name", ""), account, group)
        .anyMatch(value -> wanted.stream().anyMatch(value::matches));
  }

  private static Stream<String> read(String filter, Account account, Entity group) {
    return switch (filter) {
      case "group-id" -> Stream.of(group.id());
      case "group-name" -> group.text("name").stream();
      case "vpc-id" -> group.text("vpcId").stream();
      case "egress.ip-permission.group-id" ->
          GroupPermission.of(account, group, "egress").map(GroupPermission::peer);
      default -> {
        if (!filter.startsWith(TAG)) {
          throw new AwsFault(
              "InvalidParameterValue", "The filter '%s' is invalid".formatted(filter));
        }
        yield group.properties().fields("tagsAll").text(filter.substring(TAG.length())).stream();
      }
    };
  }

  private static Value texts(List<Entity> groups, String property) {
    return Value.of(groups.stream().map(group -> group.text(property).orElse("")).toList());
  }
}
