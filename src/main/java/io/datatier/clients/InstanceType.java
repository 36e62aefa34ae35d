package io.datatier.clients;

import io.datatier.config.InvalidValue;
import java.util.regex.Pattern;

/** An EC2 instance type, such as {@code t4g.small}. Its processor must be the AMI's. */
public record InstanceType(String value) {

  public static final Pattern VALID =
      Pattern.compile(
          "[a-z][a-z0-9-]*\\.(?:nano|micro|small|medium|large|[0-9]*xlarge|metal(?:-[0-9]+xl)?)");

  public InstanceType {
    InvalidValue.requireMatch(value, VALID, "be an EC2 instance type such as t4g.small");
  }
}
