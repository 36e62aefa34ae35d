package io.datatier.proof.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatabaseCheckTest {

  @ParameterizedTest
  @CsvSource({
    "available, GOOD, ''",
    "backing-up, GOOD, ''",
    "modifying, GOOD, ''",
    "storage-optimization, GOOD, ''",
    "rebooting, BAD, Wait until",
    "upgrading, BAD, Wait until",
    "stopped, BAD, Start it",
    "storage-full, BAD, Raise datatier:database.storageGib",
    "inaccessible-encryption-credentials, BAD, Enable its KMS key",
    "failed, BAD, Restore it",
    "incompatible-parameters, BAD, Undo the last change",
    "something-new, BAD, Look at the events",
  })
  void each_status_has_its_advice(String status, String level, String advice) {
    var found = DatabaseCheck.of("shop-db", status);

    assertEquals(level, found.level().name());
    assertEquals(advice, found.advice().substring(0, advice.length()));
  }
}
