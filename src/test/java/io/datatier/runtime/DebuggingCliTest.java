package io.datatier.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DebuggingCliTest {

  @ParameterizedTest
  @CsvSource({
    "/opt/pulumi/bin/pulumi, preview --debug, true",
    "pulumi, up --stack dev -yd, true",
    "C:\\bin\\pulumi.exe, up -d --yes, true",
    "pulumi, preview --verbose 9, true",
    "pulumi, preview -v=9 --logtostderr, true",
    "/nix/store/bin/.pulumi-wrapped, up --debug, true",
    "C:\\bin\\pulumi.exe, , true",
    "java, , false",
    "pulumi, preview --stack dev --diff, false",
    "pulumi, up --yes -s dev, false",
    "/opt/pulumi/pulumi-language-java, -d, false",
    "/bin/sh, -d, false",
  })
  void asks_for_messages_by_its_options(String command, @Nullable String arguments, boolean asks) {
    assertEquals(
        asks,
        DebuggingCli.asks(
            command, Optional.ofNullable(arguments).map(all -> List.of(all.split(" ")))));
  }
}
