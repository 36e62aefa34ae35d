package io.datatier.rehearsal.scenarios;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.datatier.rehearsal.engine.Outcome;
import io.datatier.rehearsal.scenarios.programs.FunctionWiredToInstance;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the file given with {@code --policy-pack-config} makes of the rules. */
final class PolicyConfigurationScenario {

  /**
   * The program breaks all rules named here, and others: a rule at level advisory only tells, one
   * with settings judges by them, one with an exemption is silent until that has ended, and those
   * that are disabled say nothing.
   */
  @Test
  void has_levels_settings_and_exemptions_by_rule() throws Exception {
    var stage =
        Stage.of("configured", FunctionWiredToInstance.class)
            .configured(
                """
                {
                  "all": "disabled",
                  "database-storage-encrypted": "advisory",
                  "database-backups-retained": {
                    "enforcementLevel": "mandatory",
                    "minimumDays": 14,
                    "productionStacks": ["de*"]
                  },
                  "database-deletion-protected": {
                    "enforcementLevel": "mandatory",
                    "productionStacks": ["dev"]
                  },
                  "database-multi-az": {
                    "enforcementLevel": "mandatory",
                    "productionStacks": ["dev"]
                  },
                  "exemptions": {
                    "enforcementLevel": "mandatory",
                    "entries": [
                      {
                        "rule": "database-deletion-protected",
                        "urn": "urn:pulumi:dev::datatier::*::careless",
                        "reason": "is made anew every night",
                        "owner": "database team",
                        "until": "9999-12-31"
                      },
                      {
                        "rule": "database-multi-az",
                        "type": "aws:rds/instance:Instance",
                        "reason": "was a trial",
                        "owner": "database team",
                        "until": "2026-01-31"
                      },
                      {
                        "rule": "database-not-public",
                        "type": "aws:rds/instance:Instance",
                        "reason": "was a trial too",
                        "owner": "database team",
                        "until": "9999-12-31"
                      }
                    ]
                  }
                }
                """);

    var preview = stage.preview();

    assertEquals(
        """
        ❌ datatier (local: ../../../../../policy)
            - [mandatory] [severity: high]  database-backups-retained\
          (aws:rds:Instance: careless)
              Production databases retain backups long enough
              backupRetentionPeriod is not set; keep backups for 14 days
              Why: an error noticed after the last backup has expired cannot be undone
              Fix: set backupRetentionPeriod to the configured minimum (default 7);\
         see policy/docs/database-backups-retained.md
            - [mandatory] [severity: high]  database-multi-az  (aws:rds:Instance: careless)
              Production databases span Availability Zones
              multiAz is not set, which RDS treats as false
              Why: losing one zone would stop the database until someone restores it
              Fix: set multiAz to true, or give the cluster an instance in a second zone;\
         see policy/docs/database-multi-az.md
            - [mandatory]  exemptions  (pulumi:pulumi:Stack: datatier-dev)
              Exemptions are current and in use
              entries[1] exempts aws:rds/instance:Instance from database-multi-az,\
         but expired on 2026-01-31 (granted by database team: was a trial)
              Why: unused and expired exemptions go unnoticed
              Fix: remove the entry, or have its owner renew it
            - [advisory] [severity: high]  database-storage-encrypted  (aws:rds:Instance: careless)
              Database storage is encrypted
              storageEncrypted is not set, which RDS treats as false
              Why: its backups, snapshots and replicas would be unencrypted too
              Fix: set storageEncrypted to true; restore an existing database from an encrypted\
         snapshot copy; see policy/docs/database-storage-encrypted.md
            - [advisory]  exemptions  (pulumi:pulumi:Stack: datatier-dev)
              Exemptions are current and in use
              entries[2] exempts aws:rds/instance:Instance from database-not-public,\
         but matched no violation
              Why: unused and expired exemptions go unnoticed
              Fix: remove the entry, or have its owner renew it
            - [advisory]  exemptions  (pulumi:pulumi:Stack: datatier-dev)
              Exemptions are current and in use
              exempt: careless from database-deletion-protected until 9999-12-31,\
         granted by database team: is made anew every night""",
        Findings.in(preview));
    assertNotEquals(0, preview.exitCode());
  }

  /** The engine looks at it first, by the schema that the pack gives it. */
  @Test
  void is_refused_by_the_engine_where_a_value_does_not_fit_its_schema() throws Exception {
    assertEquals(
        List.of(
            "error: validating policy config: datatier "
                + Findings.VERSION
                + "  database-backups-retained: minimumDays: Must be less than or equal to 35",
            "error: validating policy config"),
        faults(
            """
            {"database-backups-retained": {"minimumDays": 36}}
            """));
  }

  @Test
  void is_refused_by_the_pack_with_all_that_is_wrong() throws Exception {
    assertEquals(
        List.of(
            "error: configuring policy pack \"datatier\" at \"../../../../../policy\":"
                + " the configuration of datatier is not valid: database-backups-retained:"
                + " days is not a setting of this rule; it has minimumDays, productionStacks,"
                + " undecided; exemptions: entries[0].reason is missing; exemptions:"
                + " entries[0].owner is missing; exemptions: entries[0].until is 'soon',"
                + " not a date such as 2027-01-31; exemptions: entries[1].rule is"
                + " 'proxy-requires-tsl', which is not a rule of this pack"),
        faults(
            """
            {
              "database-backups-retained": { "days": 14 },
              "exemptions": {
                "entries": [
                  { "rule": "proxy-requires-tls", "type": "*", "until": "soon" },
                  {
                    "rule": "proxy-requires-tsl",
                    "type": "*",
                    "reason": "was a trial",
                    "owner": "database team",
                    "until": "9999-12-31"
                  }
                ]
              }
            }
            """));
  }

  private static List<String> faults(String config) throws Exception {
    var stage = Stage.of("misconfigured", FunctionWiredToInstance.class).configured(config);

    var preview = stage.preview();

    assertNotEquals(0, preview.exitCode());
    assertEquals("", Findings.in(preview));
    assertEquals(List.of(), stage.account().leftovers());
    return errors(preview);
  }

  /** Each once: what goes wrong is shown as it happens, and again at the end. */
  private static List<String> errors(Outcome outcome) {
    return outcome
        .output()
        .lines()
        .map(String::strip)
        .filter(line -> line.startsWith("error:"))
        .distinct()
        .toList();
  }
}
