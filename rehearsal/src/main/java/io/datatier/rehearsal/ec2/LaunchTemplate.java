package io.datatier.rehearsal.ec2;

import com.google.auto.service.AutoService;
import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.account.AwsFault;
import io.datatier.rehearsal.account.Entity;
import io.datatier.rehearsal.core.Ids;
import io.datatier.rehearsal.core.Inputs;
import io.datatier.rehearsal.core.ResourceType;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.iam.InstanceProfile;
import io.datatier.rehearsal.iam.Role;
import io.datatier.rehearsal.value.Fields;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Follows internal/service/ec2/ec2_launch_template.go of the provider. Every change of what
 * instances start with creates a new version (resourceLaunchTemplateUpdate, updateKeys); tags and
 * the choice of the default version do not.
 *
 * <p>Checked: AMI, instance type, user data, metadata options; groups exist; unique name.
 */
@AutoService(ResourceType.class)
public final class LaunchTemplate implements ResourceType {

  public static final String TYPE = "aws:ec2/launchTemplate:LaunchTemplate";

  private static final Set<String> NO_PART_OF_VERSIONS =
      Set.of("defaultVersion", "name", "namePrefix", "tags", "tagsAll", "updateDefaultVersion");

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9().\\-/_]{3,128}");
  private static final Pattern IMAGE =
      Pattern.compile("ami-([0-9a-f]{8}|[0-9a-f]{17})|resolve:ssm:.+");
  private static final Pattern INSTANCE_TYPE = Pattern.compile("[a-z][a-z0-9-]*\\.[a-z0-9-]+");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]*={0,2}");

  /** EC2's limit for user data, 16 KB, once it is encoded (EC2 user guide). */
  private static final int ENCODED_USER_DATA = 21_848;

  @Override
  public Traits traits() {
    return Traits.of(TYPE, "EC2 Launch Template")
        .listedBy(
            "ec2 describe-launch-templates",
            "LaunchTemplates",
            "LaunchTemplateId=id",
            "LaunchTemplateName=name")
        .replacedBy("name", "namePrefix")
        .filledByAws(
            """
            defaultVersion metadataOptions metadataOptions.httpEndpoint metadataOptions.httpProtocolIpv6
            metadataOptions.httpPutResponseHopLimit metadataOptions.httpTokens
            metadataOptions.instanceMetadataTags
            """)
        .unordered("securityGroupNames", "vpcSecurityGroupIds")
        .autoNamed()
        .uniqueAs(
            "InvalidLaunchTemplateName.AlreadyExistsException",
            "Launch template name already in use: %s");
  }

  @Override
  public void check(Inputs inputs) {
    inputs
        .matches("name", NAME, "have 3 to 128 letters, digits and ().-/_")
        .length("description", 0, 255)
        .matches("imageId", IMAGE, "be the id of an AMI such as ami-0a1b2c3d4e5f60718")
        .matches("instanceType", INSTANCE_TYPE, "be an instance type such as t4g.small")
        .matches("userData", BASE64, "be encoded in Base64")
        .ids("vpcSecurityGroupIds", Network.GROUP_ID, "sg-0a1b2c3d4e5f60718")
        .oneOf("instanceInitiatedShutdownBehavior", "stop", "terminate")
        .atMostOne("defaultVersion", "updateDefaultVersion")
        .atMostOne("vpcSecurityGroupIds", "securityGroupNames")
        .within("metadataOptions", LaunchTemplate::judgeMetadataOptions)
        .within("iamInstanceProfile", profile -> profile.atMostOne("arn", "name").arn("arn"))
        .each(
            "tagSpecifications",
            tags ->
                tags.oneOf(
                    "resourceType",
                    "instance",
                    "volume",
                    "network-interface",
                    "spot-instances-request"));
    if (inputs.values().text("userData", "").length() > ENCODED_USER_DATA) {
      inputs.fail("userData", "must be at most 16 KB before encoding");
    }
  }

  private static void judgeMetadataOptions(Inputs options) {
    options
        .oneOf("httpEndpoint", "enabled", "disabled")
        .oneOf("httpTokens", "optional", "required")
        .oneOf("httpProtocolIpv6", "enabled", "disabled")
        .oneOf("instanceMetadataTags", "enabled", "disabled")
        .between("httpPutResponseHopLimit", 1, 64, "hops");
  }

  @Override
  public void requireReferences(Account account, Fields inputs) {
    Network.requireSecurityGroups(
        account, inputs.texts("vpcSecurityGroupIds"), Optional.empty(), "InvalidGroup.NotFound");
  }

  /** What a preview tells of the versions is less than what an update changes (CustomizeDiff). */
  @Override
  public Set<String> recomputed(Fields state, Fields planned) {
    var changed = new HashSet<>(planned.names());
    changed.removeIf(name -> planned.get(name).equals(state.get(name)));
    state.names().stream().filter(name -> !planned.has(name)).forEach(changed::add);
    changed.removeAll(Set.of("name", "namePrefix", "description"));
    boolean isDefault = planned.flag("updateDefaultVersion") && !changed.isEmpty();
    changed.removeAll(Set.of("defaultVersion", "updateDefaultVersion"));
    var recomputed = new HashSet<String>();
    if (isDefault) {
      recomputed.add("defaultVersion");
    }
    if (!changed.isEmpty()) {
      recomputed.add("latestVersion");
    }
    return recomputed;
  }

  @Override
  public Made create(Account account, Fields properties) {
    var id = Ids.ec2(account, "lt");
    return made(
        account,
        id,
        properties
            .with("arn", account.arn("ec2", "launch-template/" + id))
            .with("latestVersion", 1)
            .with("defaultVersion", 1));
  }

  @Override
  public Made update(Account account, Entity before, Fields properties) {
    return update(account, before, properties, before.properties());
  }

  @Override
  public Made update(Account account, Entity before, Fields properties, Fields state) {
    boolean isSameVersion =
        state.without(NO_PART_OF_VERSIONS).equals(properties.without(NO_PART_OF_VERSIONS));
    var latest = before.properties().number("latestVersion").orElse(1) + (isSameVersion ? 0 : 1);
    var changed = properties.with("latestVersion", latest);
    return Made.in(
        account,
        before.with(
            changed.flag("updateDefaultVersion")
                ? changed.with("defaultVersion", latest)
                : changed));
  }

  /** The role of the template's instances, if any. */
  public static Optional<String> roleOf(Account account, Entity template) {
    var profile = template.properties().fields("iamInstanceProfile");
    return profile
        .text("arn")
        .flatMap(arn -> account.findBy(InstanceProfile.TYPE, "arn", arn))
        .or(() -> profile.text("name").flatMap(name -> account.find(InstanceProfile.TYPE, name)))
        .flatMap(found -> found.text("role"))
        .flatMap(role -> account.find(Role.TYPE, role))
        .flatMap(role -> role.text("arn"));
  }

  /** Rejects an instance profile that does not exist. */
  public static void requireProfile(Account account, Entity template) {
    var profile = template.properties().fields("iamInstanceProfile");
    boolean isMissing =
        profile
                .text("name")
                .filter(n -> account.find(InstanceProfile.TYPE, n).isEmpty())
                .isPresent()
            || profile
                .text("arn")
                .filter(arn -> account.findBy(InstanceProfile.TYPE, "arn", arn).isEmpty())
                .isPresent();
    if (isMissing) {
      throw new AwsFault(
          "ValidationError",
          "Invalid IamInstanceProfile: %s"
              .formatted(profile.text("name").or(() -> profile.text("arn")).orElse("")));
    }
  }

  /** Whether a template has a version. */
  public static boolean has(Entity template, String version) {
    double latest = template.properties().number("latestVersion").orElse(1);
    boolean isNumber = version.matches("\\d{1,9}");
    return version.startsWith("$") || (isNumber && Integer.parseInt(version) <= latest);
  }
}
