package io.datatier;

import io.datatier.clients.Architecture;
import io.datatier.clients.Artifact;
import io.datatier.clients.BucketName;
import io.datatier.clients.DeadLetterTarget;
import io.datatier.clients.EnvironmentVariables;
import io.datatier.clients.FunctionName;
import io.datatier.clients.FunctionSettings;
import io.datatier.clients.LambdaRuntime;
import io.datatier.clients.LayerArn;
import io.datatier.clients.ObjectKey;
import io.datatier.clients.Tracing;
import io.datatier.config.ConfigObject;
import io.datatier.config.Section;
import io.datatier.config.SectionList;
import io.datatier.config.Setting;
import io.datatier.config.SettingList;
import io.datatier.config.SettingMap;
import io.datatier.config.SettingOrSection;
import io.datatier.encryption.KeyArn;
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
  private static final Setting<Integer> PROVISIONED_CONCURRENCY =
      Setting.integer("provisionedConcurrency")
          .atLeast(1)
          .allowing(
              ", at most `reservedConcurrency`; executions kept ready for calls of the alias"
                  + " `live`");
  private static final Setting<Architecture> ARCHITECTURE =
      Setting.choice("architecture", List.of(Architecture.values()), Architecture::text)
          .allowing("; what the code and the layers are built for")
          .byDefault("x86_64");
  private static final SettingList<LayerArn> LAYERS =
      Setting.text("layers", LayerArn::new)
          .like(LayerArn.LAWFUL)
          .allowing("the ARNs of up to five layers' versions, in the order in which they are laid")
          .listed(0, 5);
  private static final Setting<Integer> EPHEMERAL_STORAGE_MIB =
      Setting.integer("ephemeralStorageMib")
          .between(512, 10_240)
          .allowing("; the size of `/tmp`")
          .byDefault("512");
  private static final Setting<Tracing> TRACING =
      Setting.choice("tracing", List.of(Tracing.values()), FunctionsSection::text)
          .allowing("; X-Ray records a sample of all calls, or those that the caller traces")
          .byDefault("passThrough");
  private static final Setting<DeadLetterTarget> DEAD_LETTER_TARGET =
      Setting.text("deadLetterTarget", DeadLetterTarget::new)
          .like(DeadLetterTarget.LAWFUL)
          .allowing(
              "the ARN of a standard queue or topic that gets the events with which an"
                  + " asynchronous call failed");
  private static final SettingMap<String> ENVIRONMENT =
      Setting.text("environment")
          .allowing("variables of the function's own, beside those of the database; no secrets")
          .mapped();
  private static final Setting<KeyArn> ENVIRONMENT_KEY =
      Setting.text("environmentKey", KeyArn::new)
          .like(KeyArn.LAWFUL)
          .allowing("the ARN of a KMS key that encrypts the environment")
          .otherwise("AWS's own");

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
              PROVISIONED_CONCURRENCY,
              ARCHITECTURE,
              LAYERS,
              EPHEMERAL_STORAGE_MIB,
              TRACING,
              DEAD_LETTER_TARGET,
              ENVIRONMENT,
              ENVIRONMENT_KEY,
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
    var name =
        function.read(
            NAME,
            // With the stack's name after it, no name at all would be one.
            given -> clients.newName(new FunctionName(given).value(), FunctionName::new));
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
    function.read(PROVISIONED_CONCURRENCY, settings::provisionedConcurrency);
    function.read(ARCHITECTURE, settings::architecture);
    function
        .list(LAYERS, Function.identity())
        .ifPresent(layers -> function.together(LAYERS, () -> settings.layers(layers)));
    function.read(EPHEMERAL_STORAGE_MIB, settings::ephemeralStorageMib);
    function.read(TRACING, settings::tracing);
    function.read(DEAD_LETTER_TARGET, settings::deadLetters);
    function
        .map(ENVIRONMENT)
        .flatMap(own -> function.together(ENVIRONMENT, () -> new EnvironmentVariables(own)))
        .ifPresent(settings::environment);
    function.read(ENVIRONMENT_KEY, settings::environmentKey);
    settings.login(clients.login(function));
    clients.readTraffic(function, name.map(FunctionName::value));
    return name.isPresent() && artifact.isPresent()
        ? function.together(PROVISIONED_CONCURRENCY, settings::build)
        : Optional.empty();
  }

  private static String text(Tracing tracing) {
    return switch (tracing) {
      case ACTIVE -> "active";
      case PASS_THROUGH -> "passThrough";
    };
  }

  private static Optional<Artifact> s3Object(ConfigObject artifact) {
    var key = artifact.read(KEY);
    var version = artifact.read(OBJECT_VERSION);
    return artifact
        .read(BUCKET)
        .flatMap(bucket -> key.map(its -> Artifact.s3(bucket, its, version)));
  }
}
