package io.datatier.rehearsal.ec2;

import io.datatier.rehearsal.core.Inputs;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** EC2's rules for launching an instance, directly or through a launch template. */
final class Ec2Launch {

  static final Pattern IMAGE = Pattern.compile("ami-([0-9a-f]{8}|[0-9a-f]{17})");
  static final Pattern IMAGE_OR_PARAMETER =
      Pattern.compile("ami-([0-9a-f]{8}|[0-9a-f]{17})|resolve:ssm:.+");
  static final String IMAGE_RULE = "be the id of an AMI such as ami-0a1b2c3d4e5f60718";
  static final Pattern INSTANCE_TYPE = Pattern.compile("[a-z][a-z0-9-]*\\.[a-z0-9-]+");
  static final String INSTANCE_TYPE_RULE = "be an instance type such as t4g.small";
  static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]*={0,2}");

  /** EC2's limit for user data, before encoding (EC2 user guide). */
  private static final int USER_DATA = 16_384;

  private static final int ENCODED_USER_DATA = 21_848;

  private Ec2Launch() {}

  static void judgeMetadataOptions(Inputs options) {
    options
        .oneOf("httpEndpoint", "enabled", "disabled")
        .oneOf("httpTokens", "optional", "required")
        .oneOf("httpProtocolIpv6", "enabled", "disabled")
        .oneOf("instanceMetadataTags", "enabled", "disabled")
        .between("httpPutResponseHopLimit", 1, 64, "hops");
  }

  /** Validates user data that the provider encodes. */
  static void judgeUserData(Inputs inputs, String name) {
    inputs
        .values()
        .text(name)
        .filter(data -> data.getBytes(StandardCharsets.UTF_8).length > USER_DATA)
        .ifPresent(data -> inputs.fail(name, "must be at most 16 KB before encoding"));
  }

  /** Validates user data that is already encoded. */
  static void judgeEncodedUserData(Inputs inputs, String name) {
    inputs
        .values()
        .text(name)
        .filter(data -> data.length() > ENCODED_USER_DATA)
        .ifPresent(data -> inputs.fail(name, "must be at most 16 KB before encoding"));
  }

  /** Validates a volume against its type. */
  static void judgeVolume(Inputs volume) {
    volume
        .oneOf("volumeType", "gp2", "gp3", "io1", "io2", "sc1", "st1", "standard")
        .between("volumeSize", 1, 65_536, "GiB")
        .between("throughput", 125, 2_000, "MiB/s")
        .between("iops", 100, 256_000, "IOPS");
    var type = volume.values().text("volumeType");
    if (type.isPresent() && volume.values().has("throughput") && !type.get().equals("gp3")) {
      volume.fail("throughput", "is for volumes of type gp3 only");
    }
    if (type.isPresent() && volume.values().has("iops") && !type.get().matches("gp3|io[12]")) {
      volume.fail("iops", "is for volumes of type gp3, io1 and io2 only");
    }
    if (type.isPresent() && type.get().startsWith("io")) {
      volume.required("iops", "with volumes of type " + type.get());
    }
  }
}
