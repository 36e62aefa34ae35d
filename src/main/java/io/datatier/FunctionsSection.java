package io.datatier;

import io.datatier.clients.Artifact;
import io.datatier.clients.BucketName;
import io.datatier.clients.FunctionName;
import io.datatier.clients.FunctionSettings;
import io.datatier.clients.LambdaRuntime;
import io.datatier.clients.ObjectKey;
import io.datatier.config.ConfigObject;
import io.datatier.config.Section;
import io.datatier.config.SectionList;
import io.datatier.config.Setting;
import io.datatier.config.SettingOrSection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code datatier:functions}. */
final class FunctionsSection {

  private static final Setting<String> NAME =
      Setting.text("name")
          .like(FunctionName.LAWFUL)
          .allowing(
              "1 to 64 letters, digits, `-` and `_`; the function's name in AWS is this, a hyphen"
                  + " and the stack's name")
          .required("the stack's name is added to it");

  private static final Setting<BucketName> BUCKET =
      Setting.text("bucket", BucketName::new)
          .like(BucketName.LAWFUL)
          .allowing("the bucket that holds the code")
          .required("the bucket that holds the code");
  private static final Setting<ObjectKey> KEY =
      Setting.text("key", ObjectKey::new)
          .noLongerThan(1024)
          .allowing("; the object's key")
          .required("the object's key");
  private static final Setting<String> OBJECT_VERSION =
      Setting.text("version")
          .allowing("the object's version; without it, Lambda does not notice a new object");
  private static final SettingOrSection<Artifact> ARTIFACT =
      new SettingOrSection<>(
          Setting.text("artifact", Artifact::path)
              .allowing("a file or folder, seen from the project, or an object in S3")
              .required("a path, or an S3 object with bucket and key"),
          Section.of("artifact", "an object in S3", BUCKET, KEY, OBJECT_VERSION));

  private static final Setting<LambdaRuntime> RUNTIME =
      Setting.text("runtime", LambdaRuntime::new)
          .like(LambdaRuntime.LAWFUL)
          .allowing("a Lambda runtime")
          .byDefault("nodejs22.x");
  private static final Setting<String> HANDLER =
      Setting.text("handler").noLongerThan(128).byDefault("index.handler");
  private static final Setting<Integer> MEMORY_MIB =
      Setting.integer("memoryMib").between(128, 10_240).byDefault("256");
  private static final Setting<Duration> TIMEOUT =
      Setting.duration("timeout")
          .between("1s", "15m")
          .allowing(
              "; above `pool.borrowTimeout`, or the function dies before it sees the proxy's error")
          .byDefault("150s");
  private static final Setting<Integer> RESERVED_CONCURRENCY =
      Setting.integer("reservedConcurrency")
          .atLeast(1)
          .allowing("; every execution holds one connection to the proxy")
          .otherwise("as many as the account allows");

  static final SectionList KEYS =
      Section.of(
              "functions",
              "a list of Lambda functions",
              NAME,
              ARTIFACT,
              RUNTIME,
              HANDLER,
              MEMORY_MIB,
              TIMEOUT,
              RESERVED_CONCURRENCY,
              ClientSection.USER,
              ClientSection.READ_ONLY,
              ClientSection.REQUESTS_PER_SECOND,
              ClientSection.DATABASE_TIME)
          .listed();

  private final ClientSection clients;

  private FunctionsSection(ClientSection clients) {
    this.clients = clients;
  }

  static List<FunctionSettings> read(ConfigObject root, ClientSection clients) {
    return root.objects(KEYS, new FunctionsSection(clients)::function).orElse(List.of());
  }

  private Optional<FunctionSettings> function(ConfigObject function) {
    var settings = FunctionSettings.builder();
    var name = function.read(NAME, given -> clients.newName(given, FunctionName::new));
    name.ifPresent(settings::name);
    var artifact =
        function
            .either(ARTIFACT, Function.identity(), FunctionsSection::s3Object)
            .map(settings::artifact);
    function.read(RUNTIME, settings::runtime);
    function.read(HANDLER, settings::handler);
    function.read(MEMORY_MIB, settings::memoryMib);
    function.read(TIMEOUT, settings::timeout);
    function.read(RESERVED_CONCURRENCY, settings::reservedConcurrency);
    settings.login(clients.login(function));
    clients.readTraffic(function, name.map(FunctionName::value));
    return name.isPresent() && artifact.isPresent()
        ? Optional.of(settings.build())
        : Optional.empty();
  }

  private static Optional<Artifact> s3Object(ConfigObject artifact) {
    var key = artifact.read(KEY);
    var version = artifact.read(OBJECT_VERSION);
    return artifact
        .read(BUCKET)
        .flatMap(bucket -> key.map(its -> Artifact.s3(bucket, its, version)));
  }
}
