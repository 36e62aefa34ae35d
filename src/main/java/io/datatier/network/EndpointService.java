package io.datatier.network;

import io.datatier.config.InvalidValue;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A service of AWS with an interface endpoint, as the last part of the endpoint's service name:
 * {@code secretsmanager}, {@code sqs}, {@code ecr.api} (VPC guide, "AWS services that integrate
 * with AWS PrivateLink").
 */
public record EndpointService(String value) {

  public static final Pattern VALID = Pattern.compile("[a-z][a-z0-9-]*(?:\\.[a-z0-9-]+)*");

  // With an interface endpoint alone, their usual host names lead nowhere from a private subnet.
  private static final List<String> REACHED_BY_ROUTE = List.of("s3", "dynamodb");

  /** Where clients read the secret that they log in with. */
  public static final EndpointService SECRETS_MANAGER = new EndpointService("secretsmanager");

  /** Where workers write their logs. */
  public static final EndpointService LOGS = new EndpointService("logs");

  /** What Session Manager needs (Systems Manager user guide, "Create VPC endpoints"). */
  public static final List<EndpointService> SESSION_MANAGER =
      List.of(new EndpointService("ssm"), new EndpointService("ssmmessages"));

  public EndpointService {
    InvalidValue.requireMatch(
        value, VALID, "be a service with an interface endpoint, such as secretsmanager or sqs");
    if (REACHED_BY_ROUTE.contains(value)) {
      throw new InvalidValue(
          value,
          "be reached through a gateway endpoint, which a created network does not have; use an"
              + " existing VPC that does");
    }
  }
}
