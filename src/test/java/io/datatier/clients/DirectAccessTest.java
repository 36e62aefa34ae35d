package io.datatier.clients;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.datatier.testing.JavaSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The first of the three fences before the database: the compiler. */
final class DirectAccessTest {

  private static final String PROGRAM =
      """
      import io.datatier.clients.*;
      import io.datatier.database.*;
      import io.datatier.proxy.*;

      final class Program {
        static LambdaFleet wire(
            java.util.List<FunctionSettings> functions,
            Database database,
            DatabaseProxy proxy,
            io.datatier.component.LogGroups logs) {
          return new LambdaFleet("functions", functions, %s, logs);
        }

        static Object describe(Database database, DatabaseProxy proxy) {
          return DatabaseEnvironment.byUser(%s);
        }
      }
      """;

  @Test
  void functions_wired_through_the_proxy_compile() {
    assertEquals(List.of(), errorsWith("proxy.endpoint()"));
  }

  @Test
  void functions_wired_to_the_admin_endpoint_do_not_compile() {
    var refused =
        "incompatible types: io.datatier.database.AdminAccess cannot be converted to"
            + " io.datatier.proxy.ProxyEndpoint";
    assertEquals(List.of(refused, refused), errorsWith("database.adminAccess()"));
  }

  @Test
  void functions_wired_to_the_address_of_the_admin_endpoint_do_not_compile() {
    var refused =
        "incompatible types: com.pulumi.core.Output<java.lang.String> cannot be converted to"
            + " io.datatier.proxy.ProxyEndpoint";
    assertEquals(List.of(refused, refused), errorsWith("database.adminAccess().endpoint()"));
  }

  @Test
  void nobody_but_the_proxy_makes_an_endpoint() {
    var refused =
        "ProxyEndpoint(com.pulumi.core.Output<java.lang.String>,java.util.Optional<"
            + "com.pulumi.core.Output<java.lang.String>>,java.util.List<io.datatier.proxy."
            + "ProxyIdentity>) is not public in"
            + " io.datatier.proxy.ProxyEndpoint; cannot be accessed from outside package";
    assertEquals(
        List.of(refused, refused),
        errorsWith(
            "new ProxyEndpoint(database.adminAccess().endpoint(), java.util.Optional.empty(),"
                + " null)"));
  }

  private static List<String> errorsWith(String endpoint) {
    return new JavaSource(PROGRAM.formatted(endpoint, endpoint)).errors();
  }
}
