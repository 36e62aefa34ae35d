package io.datatier.policy.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.policy.aws.RdsHost.Kind;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RdsHostTest {

  @ParameterizedTest
  @CsvSource({
    "db.c9akciq32rgw.us-east-1.rds.amazonaws.com, INSTANCE",
    "db-replica.c9akciq32rgw.us-east-1.rds.amazonaws.com, INSTANCE",
    "db.cluster-c9akciq32rgw.us-east-1.rds.amazonaws.com, CLUSTER_WRITER",
    "db.cluster-ro-c9akciq32rgw.us-east-1.rds.amazonaws.com, CLUSTER_READER",
    "db.cluster-custom-c9akciq32rgw.us-east-1.rds.amazonaws.com, CLUSTER_CUSTOM",
    "db.shardgrp-c9akciq32rgw.us-east-1.rds.amazonaws.com, SHARD_GROUP",
    "db.global-c9akciq32rgw.global.rds.amazonaws.com, GLOBAL_WRITER",
    "db.proxy-c9akciq32rgw.us-east-1.rds.amazonaws.com, PROXY",
    "reader.endpoint.proxy-c9akciq32rgw.us-east-1.rds.amazonaws.com, PROXY",
    "db.db-proxy-c9akciq32rgw.us-east-1.rds.amazonaws.com, UNRECOGNIZED",
  })
  void tells_hosts_apart_by_their_hash_label(String host, Kind kind) {
    assertEquals(Optional.of(new RdsHost(host, kind)), RdsHost.of(host));
  }

  @ParameterizedTest
  @CsvSource({
    "proxy-x.c9akciq32rgw.us-east-1.rds.amazonaws.com, INSTANCE",
    "rds-proxy-db.c9akciq32rgw.us-east-1.rds.amazonaws.com, INSTANCE",
    "proxy.cluster-c9akciq32rgw.us-east-1.rds.amazonaws.com, CLUSTER_WRITER",
    "cluster-x.proxy-c9akciq32rgw.us-east-1.rds.amazonaws.com, PROXY",
    "cluster-ro-x.endpoint.proxy-c9akciq32rgw.us-east-1.rds.amazonaws.com, PROXY",
    "db-green-abc123.c9akciq32rgw.us-east-1.rds.amazonaws.com, INSTANCE",
    "db-old1.c9akciq32rgw.us-east-1.rds.amazonaws.com, INSTANCE"
  })
  void pays_no_regard_to_what_the_name_label_says(String host, Kind kind) {
    assertEquals(Optional.of(kind), RdsHost.of(host).map(RdsHost::kind));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "us-east-1.rds.amazonaws.com",
        "rds.us-gov-west-1.amazonaws.com",
        "us-gov-west-1.rds.amazonaws.com",
        "rds-fips.us-gov-west-1.amazonaws.com",
        "us-east-1.rds-fips.amazonaws.com",
        "rds.cn-northwest-1.amazonaws.com.cn",
        "cn-northwest-1.rds.amazonaws.com.cn",
        "us-east-1.rds.on.aws",
        "rds.us-east-1.on.aws",
        "eusc-de-east-1.rds.amazonaws.eu",
        "rds.eusc-de-east-1.amazonaws.eu",
        "ap-southeast-2.rds.amazonaws.au",
        "eu-west-2.rds.amazonaws.uk",
        "rds.us-iso-east-1.c2s.ic.gov",
        "rds.us-isob-east-1.sc2s.sgov.gov",
        "rds.us-isof-south-1.csp.hci.ic.gov",
        "rds.eu-isoe-west-1.cloud.adc-e.uk"
      })
  void knows_every_partition_in_both_orders(String domain) {
    assertEquals(
        Optional.of(Kind.INSTANCE), RdsHost.of("db.c9akciq32rgw." + domain).map(RdsHost::kind));
    assertEquals(
        Optional.of(Kind.PROXY), RdsHost.of("db.proxy-c9akciq32rgw." + domain).map(RdsHost::kind));
    assertEquals(Optional.empty(), RdsHost.of(domain).map(RdsHost::kind));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DB.C9AKCIQ32RGW.US-EAST-1.RDS.AMAZONAWS.COM",
        "Db.c9akciq32rgw.us-east-1.rds.amazonaws.com.",
      })
  void takes_case_and_the_final_dot_for_nothing(String host) {
    assertEquals(
        Optional.of(new RdsHost("db.c9akciq32rgw.us-east-1.rds.amazonaws.com", Kind.INSTANCE)),
        RdsHost.of(host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".c9akciq32rgw.us-east-1.rds.amazonaws.com",
        "c9akciq32rgw.us-east-1.rds.amazonaws.com",
        ".cluster-ro-c9akciq32rgw.us-east-1.rds.amazonaws.com"
      })
  void knows_the_tail_to_which_a_name_is_put(String host) {
    assertEquals(Optional.of(Kind.TAIL), RdsHost.of(host).map(RdsHost::kind));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "rds",
        "amazonaws.com",
        ".rds.amazonaws.com",
        "rds.amazonaws.com",
        "rds.us-east-1.amazonaws.com",
        "us-east-1.rds.amazonaws.com",
        "monitoring.rds.us-east-1.amazonaws.com",
        "rds.us-east-1.api.aws",
        "rds-data.us-east-1.amazonaws.com",
        "pi.us-east-1.amazonaws.com",
        "vpce-0a1b2c3d-4e5f.rds.us-east-1.vpce.amazonaws.com",
        "truststore.pki.rds.amazonaws.com",
        "truststore.pki.us-gov-west-1.rds.amazonaws.com",
        "truststore.pki.rds.us-gov-west-1.amazonaws.com",
        "s3.truststore.us-gov-east-1.rds.amazonaws.com",
        "db.c9akciq32rgw.pki.rds.amazonaws.com",
        "proxy-c9akciq32rgw.us-east-1.rds.amazonaws.com",
        "db.c9akciq32rgw.us-east-1.rds.amazonaws.com.example.org",
        "db.c9akciq32rgw.us-east-1.rds.example.com",
        "db.c9akciq32rgw.us-east-1.redshift.amazonaws.com",
        "db.cluster-c9akciq32rgw.us-east-1.docdb.amazonaws.com",
        "db.cluster-c9akciq32rgw.us-east-1.neptune.amazonaws.com",
        "lb-1.elb.us-east-1.amazonaws.com",
        "s3.us-east-1.amazonaws.com"
      })
  void knows_nothing_of_other_names(String host) {
    assertEquals(Optional.empty(), RdsHost.of(host).map(RdsHost::kind));
  }

  @ParameterizedTest
  @CsvSource({
    "INSTANCE, true",
    "CLUSTER_WRITER, true",
    "CLUSTER_READER, true",
    "CLUSTER_CUSTOM, true",
    "SHARD_GROUP, true",
    "GLOBAL_WRITER, true",
    "PROXY, false",
    "TAIL, false",
    "UNRECOGNIZED, false"
  })
  void says_which_hosts_pass_the_proxy_by(Kind kind, boolean direct) {
    assertEquals(direct, new RdsHost("x", kind).isDirect());
  }
}
