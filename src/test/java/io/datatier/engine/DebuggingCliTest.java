package io.datatier.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
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
    "pulumi, preview --stack dev --diff, false",
    "pulumi, up --yes -s dev, false",
    "/opt/pulumi/pulumi-language-java, -d, false",
    "/bin/sh, -d, false",
  })
  void asks_for_messages_by_its_options(String command, String arguments, boolean asks) {
    assertEquals(asks, DebuggingCli.asks(command, List.of(arguments.split(" "))));
  }
}
