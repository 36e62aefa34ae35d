package io.datatier.policy.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseEngineTest {

  @ParameterizedTest
  @CsvSource({
    "postgres, 5432",
    "aurora-postgresql, 5432",
    "mysql, 3306",
    "MariaDB, 3306",
    "aurora, 3306",
    "aurora-mysql, 3306",
    "sqlserver-web, 1433"
  })
  void knows_where_engines_listen(String engine, int port) {
    assertEquals(Optional.of(port), DatabaseEngine.of(engine).map(DatabaseEngine::port));
  }

  @ParameterizedTest
  @ValueSource(strings = {"oracle-ee", "db2-se", "custom-sqlserver-ee", "", "postgresql"})
  void knows_which_no_proxy_fronts(String engine) {
    assertEquals(Optional.empty(), DatabaseEngine.of(engine));
  }

  @ParameterizedTest
  @CsvSource({"POSTGRESQL, 5432", "MYSQL, 3306", "SQLSERVER, 1433", "NEWER, 5432"})
  void knows_where_proxies_listen(String family, int port) {
    assertEquals(port, DatabaseEngine.ofProxyFamily(family).port());
  }
}
