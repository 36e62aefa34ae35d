package io.datatier.clients;

import static io.datatier.StackFile.LEAST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WorkersConfigurationTest {

  @Test
  void names_every_fault_of_every_fleet() {
    assertEquals(
        List.of(
            "datatier:workers[0].ami is \"ami-1\", but must be an AMI id: ami- and 8 or 17"
                + " hexadecimal digits",
            "datatier:workers[0].instanceType is \"small\", but must be an EC2 instance type such"
                + " as t4g.small",
            "datatier:workers[0].size.least is 5, but must not exceed most, 4",
            "datatier:workers[0].rootVolume.device is \"/dev/sdb\", but must be a root device:"
                + " /dev/xvda, /dev/sda1 or /dev/sda",
            "datatier:workers[0].rootVolume.sizeGib is 0, but must be 1 to 16384 GiB of gp3"
                + " storage",
            "datatier:workers[0].connectionsPerWorker is 0, but must be 1 or more connections of"
                + " each worker",
            "datatier:workers[1].name is missing: the name in AWS, without the stack's name",
            "datatier:workers[1].ami is missing: the AMI of the workers, ami-…",
            "datatier:workers[1].instanceType is missing: an EC2 instance type of the AMI's"
                + " processor",
            "datatier:workers[2].name is \"a\", but must be listed once",
            "datatier:workers[2].size.initial is 9, but must be a number of workers from least to"
                + " most",
            "datatier:workers[3].connectionsPerWorker is invalid: \"10\" must not make more than"
                + " 1000000 connections of all workers"),
        LEAST
            .with(
                "workers",
                """
                [{name: a, ami: ami-1, instanceType: small, size: {least: 5, most: 4},
                  rootVolume: {device: /dev/sdb, sizeGib: 0}, connectionsPerWorker: 0},
                 {},
                 {name: a, ami: ami-0a1b2c3d, instanceType: t4g.small,
                  size: {initial: 9}},
                 {name: b, ami: ami-0a1b2c3d, instanceType: t4g.small,
                  size: {most: 100001}}]
                """)
            .complaints());
  }

  @Test
  void refuses_the_name_of_a_function() {
    assertEquals(
        List.of("datatier:workers[0].name is \"dialer\", but must be listed once"),
        LEAST
            .with("functions", "[{name: dialer, artifact: samples/function}]")
            .with("workers", "[{name: dialer, ami: ami-0a1b2c3d, instanceType: t4g.small}]")
            .complaints());
  }
}
