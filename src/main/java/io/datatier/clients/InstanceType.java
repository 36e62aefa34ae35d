package io.datatier.clients;

import io.datatier.values.InvalidValue;
import java.util.regex.Pattern;

/** An EC2 instance type, such as {@code t4g.small}. Its processor must be the AMI's. */
public record InstanceType(String value) {

  /** What a lawful value looks like as a whole. */
  public static final Pattern LAWFUL =
      Pattern.compile(
          "[a-z][a-z0-9-]*\\.(?:nano|micro|small|medium|large|[0-9]*xlarge|metal(?:-[0-9]+xl)?)");

  public InstanceType {
    InvalidValue.requireMatch(value, LAWFUL, "be an EC2 instance type such as t4g.small");
  }
}
