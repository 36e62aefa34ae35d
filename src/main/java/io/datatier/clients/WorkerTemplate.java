package io.datatier.clients;

import com.pulumi.aws.ec2.LaunchTemplate;
import com.pulumi.aws.ec2.LaunchTemplateArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateBlockDeviceMappingArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateBlockDeviceMappingEbsArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateIamInstanceProfileArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateMetadataOptionsArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateMonitoringArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateNetworkInterfaceArgs;
import com.pulumi.aws.ec2.inputs.LaunchTemplateTagSpecificationArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import java.util.Map;
import java.util.Optional;

/**
 * How one worker is started.
 *
 * @param name of the template and of each worker
 * @param volumeKey the KMS key of the disk; without one EBS uses the account's default
 */
record WorkerTemplate(
    String name,
    WorkerFleetSettings settings,
    Output<String> profileArn,
    Output<String> securityGroupId,
    Output<Map<String, String>> environment,
    Optional<Output<String>> volumeKey) {

  LaunchTemplate create(String logicalName, CustomResourceOptions options) {
    return new LaunchTemplate(
        logicalName,
        LaunchTemplateArgs.builder()
            .name(name)
            .imageId(settings.ami().value())
            .instanceType(settings.instanceType().value())
            .iamInstanceProfile(
                LaunchTemplateIamInstanceProfileArgs.builder().arn(profileArn).build())
            .metadataOptions(metadata())
            .monitoring(LaunchTemplateMonitoringArgs.builder().enabled(true).build())
            .networkInterfaces(networkInterface())
            .blockDeviceMappings(rootVolume())
            .tagSpecifications(named("instance"), named("volume"))
            .userData(
                environment.applyValue(
                    variables -> new UserData(variables, settings.script()).base64()))
            .build(),
        options);
  }

  private LaunchTemplateMetadataOptionsArgs metadata() {
    return LaunchTemplateMetadataOptionsArgs.builder()
        .httpEndpoint("enabled")
        .httpTokens("required")
        .httpPutResponseHopLimit(settings.containers() ? 2 : 1)
        .build();
  }

  private LaunchTemplateNetworkInterfaceArgs networkInterface() {
    return LaunchTemplateNetworkInterfaceArgs.builder()
        .deviceIndex(0)
        .associatePublicIpAddress("false")
        .deleteOnTermination("true")
        .securityGroups(Output.all(securityGroupId))
        .build();
  }

  private LaunchTemplateBlockDeviceMappingArgs rootVolume() {
    var disk =
        LaunchTemplateBlockDeviceMappingEbsArgs.builder()
            .volumeType("gp3")
            .volumeSize(settings.rootVolume().sizeGib())
            .encrypted("true")
            .deleteOnTermination("true");
    volumeKey.ifPresent(disk::kmsKeyId);
    return LaunchTemplateBlockDeviceMappingArgs.builder()
        .deviceName(settings.rootVolume().device().value())
        .ebs(disk.build())
        .build();
  }

  private LaunchTemplateTagSpecificationArgs named(String resourceType) {
    return LaunchTemplateTagSpecificationArgs.builder()
        .resourceType(resourceType)
        .tags(Map.of("Name", name))
        .build();
  }
}
