package io.datatier.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.datatier.capacity.Load;
import io.datatier.config.InvalidValue;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WorkerFleetSettingsTest {

  private static final FleetName NAME = new FleetName("validators");

  @Test
  void only_what_is_named_and_started_has_no_default() {
    var ami = new AmiId("ami-0a1b2c3d4e5f60718");
    var type = new InstanceType("m7g.2xlarge");
    assertEquals(
        new WorkerFleetSettings(
            NAME,
            ami,
            type,
            new FleetSize(1, OptionalInt.empty(), 4),
            new RootVolume(new RootDevice("/dev/xvda"), 20),
            false,
            false,
            Optional.empty(),
            false,
            10,
            new ClientLogin(Optional.empty(), false),
            Load.UNKNOWN),
        WorkerFleetSettings.builder(NAME, ami, type).build());
  }

  @Test
  void tells_how_many_connections_the_most_workers_open() {
    assertEquals(
        500,
        WorkerFleetSettings.builder(NAME, new AmiId("ami-0a1b2c3d"), new InstanceType("c7g.large"))
            .size(FleetSize.between(0, 100))
            .connectionsPerWorker(5)
            .build()
            .client()
            .connections()
            .orElseThrow());
  }

  @Test
  void refuses_workers_without_connections() {
    refused(
        "\"0\" must be 1 or more connections of each worker",
        () ->
            WorkerFleetSettings.builder(
                    NAME, new AmiId("ami-0a1b2c3d"), new InstanceType("c7g.large"))
                .connectionsPerWorker(0)
                .build());
  }

  @Test
  void refuses_sizes_that_contradict_each_other() {
    refused("\"-1\" must be 0 or more workers", () -> FleetSize.between(-1, 4));
    refused("\"0\" must be 1 or more workers", () -> FleetSize.between(0, 0));
    refused("\"5\" must not exceed most, 4", () -> FleetSize.between(5, 4));
    refused(
        "\"9\" must be a number of workers from least to most",
        () -> new FleetSize(1, OptionalInt.of(9), 4));
  }

  @Test
  void refuses_disks_that_are_no_root_device_or_not_of_gp3() {
    refused(
        "\"/dev/sdf\" must be a root device: /dev/xvda, /dev/sda1 or /dev/sda",
        () -> new RootDevice("/dev/sdf"));
    refused(
        "\"16385\" must be 1 to 16384 GiB of gp3 storage",
        () -> new RootVolume(new RootDevice("/dev/xvda"), 16_385));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"t4g.nano", "m7g.large", "c7gn.16xlarge", "u-6tb1.metal", "m7i.metal-24xl"})
  void takes_instance_types(String type) {
    assertEquals(type, new InstanceType(type).value());
  }

  @ParameterizedTest
  @ValueSource(strings = {"db.t4g.small", "t4g", "t4g.smal", "T4G.small"})
  void refuses_what_is_no_instance_type(String type) {
    refused(
        "\"" + type + "\" must be an EC2 instance type such as t4g.small",
        () -> new InstanceType(type));
  }

  @Test
  void refuses_what_is_no_ami() {
    refused(
        "\"al2023\" must be an AMI id: ami- and 8 or 17 hexadecimal digits",
        () -> new AmiId("al2023"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "echo up", "#!/bin/bash\necho up", "#!/usr/bin/env bash\n", "#! /bin/sh -e\n"})
  void takes_start_scripts_in_bash(String text) {
    assertEquals(text, new StartScript(text).text());
  }

  @Test
  void refuses_start_scripts_in_another_language_or_too_long_for_ec2() {
    refused(
        "\"#!/usr/bin/env python3\" must be Bash, because it is appended to a Bash script; call"
            + " other interpreters from it",
        () -> new StartScript("#!/usr/bin/env python3\nprint()"));
    refused(
        "\"the start script\" must be at most 12 KiB; fetch from S3 what does not fit",
        () -> new StartScript("é".repeat(6 * 1024 + 1)));
  }

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(InvalidValue.class, call).getMessage());
  }
}
