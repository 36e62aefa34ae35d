package io.datatier.network;

import com.pulumi.aws.ec2.inputs.GetSecurityGroupPlainArgs;
import com.pulumi.aws.ec2.inputs.GetSecurityGroupsFilter;
import com.pulumi.aws.ec2.inputs.GetSecurityGroupsPlainArgs;
import com.pulumi.exceptions.RunException;
import io.datatier.aws.Lookup;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The security groups that AWS has, asked for at once. */
public final class SecurityGroups {

  private SecurityGroups() {}

  /** A group, with its tags. */
  public record Found(String id, String name, Lookup tags) {

    /** The value of a tag. */
    public Optional<String> tag(String key) {
      return tags.text(key);
    }
  }

  /**
   * The groups that all {@code filters} admit (EC2 API, DescribeSecurityGroups).
   *
   * @throws RunException if AWS does not answer
   */
  public static Stream<Found> matching(GetSecurityGroupsFilter... filters) {
    var asked = GetSecurityGroupsPlainArgs.builder().filters(filters).build();
    return Lookup.find("aws:ec2/getSecurityGroups:getSecurityGroups", asked)
        .map(it -> it.texts("ids"))
        .orElse(List.of())
        .stream()
        .map(SecurityGroups::found);
  }

  /**
   * The groups that have this tag.
   *
   * @throws RunException if AWS does not answer
   */
  public static Stream<Found> tagged(String key, String value) {
    return matching(filter("tag:" + key, List.of(value)));
  }

  /** A filter that admits any of {@code values}, which may hold the wildcards * and ?. */
  public static GetSecurityGroupsFilter filter(String name, List<String> values) {
    return GetSecurityGroupsFilter.builder().name(name).values(values).build();
  }

  private static Found found(String id) {
    var group =
        Lookup.of(
            "aws:ec2/getSecurityGroup:getSecurityGroup",
            GetSecurityGroupPlainArgs.builder().id(id).build());
    return new Found(id, group.text("name").orElseThrow(), group.object("tags"));
  }
}
