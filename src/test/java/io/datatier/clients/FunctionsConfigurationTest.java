package io.datatier.clients;

import static io.datatier.StackFile.LEAST;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

final class FunctionsConfigurationTest {

  @Test
  void refuses_an_empty_name() {
    assertEquals(
        List.of(
            "datatier:functions[0].name is \"\", but must be 1 to 64 letters, digits, hyphens and"
                + " underscores, the stack's name included"),
        LEAST.with("functions", "[{name: '', artifact: samples/function}]").complaints());
  }

  @Test
  void names_every_fault_of_every_function() {
    assertEquals(
        List.of(
            "datatier:functions[1].name is \"a\", but must be listed once",
            "datatier:functions[1].artifact is \"samples/nothing\", but must be a folder or an"
                + " archive (.zip, .jar, .tar, .tgz, .tar.gz) that exists, relative to the project",
            "datatier:functions[2].name is \"b c\", but must be 1 to 64 letters, digits, hyphens and"
                + " underscores, the stack's name included",
            "datatier:functions[2].artifact.bucket is \"B\", but must be the name of a bucket: 3 to"
                + " 63 lower-case letters, digits, dots and hyphens",
            "datatier:functions[2].artifact.key is missing: the object's key",
            "datatier:functions[2].runtime is \"cobol\", but must be a runtime that the provider"
                + " knows: nodejs20.x, nodejs22.x, python3.10 to python3.13, java8.al2, java11,"
                + " java17, java21, dotnet8, ruby3.2 to ruby3.4, provided.al2 or provided.al2023",
            "datatier:functions[2].handler is \" \", but must be a handler of 1 to 128 characters,"
                + " such as index.handler",
            "datatier:functions[2].memoryMib is 64, but must be 128 to 10240 MiB",
            "datatier:functions[2].timeout is \"16m\", but must be 1s to 15m",
            "datatier:functions[2].reservedConcurrency is 0, but must be 1 or more concurrent"
                + " executions",
            "datatier:functions[3].name is missing: the name in AWS, without the stack's name",
            "datatier:functions[3].artifact is missing: a path, or an S3 object with bucket and"
                + " key",
            "datatier:functions[4] is \"dialer\", but must be an object"),
        LEAST
            .with(
                "functions",
                """
                [{name: a, artifact: samples/function},
                 {name: a, artifact: samples/nothing},
                 {name: 'b c', artifact: {bucket: B}, runtime: cobol, handler: ' ',
                  memoryMib: 64, timeout: 16m, reservedConcurrency: 0},
                 {},
                 dialer]
                """)
            .complaints());
  }

  @Test
  void names_every_fault_of_what_functions_may_have_beside() {
    assertEquals(
        List.of(
            "datatier:functions[0].provisionedConcurrency is 3, but must not exceed the"
                + " reserved concurrency, 2",
            "datatier:functions[1].architecture is \"arm\", but must be x86_64 or arm64",
            "datatier:functions[1].layers[0] is \"drivers\", but must be the ARN of a layer's"
                + " version: arn:aws:lambda:<region>:<account>:layer:<name>:<version>",
            "datatier:functions[1].ephemeralStorageMib is 100, but must be 512 to 10240 MiB",
            "datatier:functions[1].tracing is \"on\", but must be active or passThrough",
            "datatier:functions[1].deadLetterTarget is \"failed\", but must be the ARN of a"
                + " standard queue or topic: arn:aws:sqs:<region>:<account>:<name> or"
                + " arn:aws:sns:<region>:<account>:<name>",
            "datatier:functions[1].environment.A is {}, but must be a string",
            "datatier:functions[1].environmentKey is \"alias/a\", but must be the ARN of a KMS key:"
                + " arn:aws:kms:<region>:<account>:key/<id>",
            "datatier:functions[2].environment is invalid: \"DATABASE_USER\" must not be a"
                + " variable that leads to the database"),
        LEAST
            .with(
                "functions",
                """
                [{name: a, artifact: samples/function, reservedConcurrency: 2,
                  provisionedConcurrency: 3},
                 {name: b, artifact: samples/function, architecture: arm,
                  layers: [drivers], ephemeralStorageMib: 100, tracing: 'on',
                  deadLetterTarget: failed, environment: {A: {}}, environmentKey: alias/a},
                 {name: c, artifact: samples/function, environment: {DATABASE_USER: c}}]
                """)
            .complaints());
  }

  @Test
  void misses_the_user_where_the_proxy_knows_several() {
    assertEquals(
        List.of("datatier:functions[0].user is missing: name one of the proxy's users: app, jobs"),
        LEAST
            .with("users", "[{name: app}, {name: jobs}]")
            .with("functions", "[{name: a, artifact: samples/function}]")
            .complaints());
  }

  @Test
  void refuses_a_user_that_the_proxy_does_not_know() {
    assertEquals(
        List.of("datatier:functions[0].user is \"jobs\", but must be a user of the proxy: app"),
        LEAST
            .with("users", "[{name: app}]")
            .with("functions", "[{name: a, artifact: samples/function, user: jobs}]")
            .complaints());
  }

  @Test
  void refuses_to_read_where_the_proxy_has_no_read_only_endpoint() {
    assertEquals(
        List.of(
            "datatier:functions[0].readOnly is true, but must be false unless datatier:proxy"
                + " has a read-only endpoint: set readOnlyEndpoint"),
        LEAST
            .with("functions", "[{name: a, artifact: samples/function, readOnly: true}]")
            .complaints());
  }
}
