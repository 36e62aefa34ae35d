package io.datatier.rehearsal.provider;

import com.google.protobuf.Empty;
import io.datatier.rehearsal.core.Lookup;
import io.datatier.rehearsal.schema.AwsSchema;
import io.datatier.rehearsal.schema.Conformance;
import io.datatier.rehearsal.schema.Failure;
import io.datatier.rehearsal.schema.PackageSchema;
import io.datatier.rehearsal.schema.ResourceSchema;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pulumirpc.Plugin.PluginInfo;
import pulumirpc.Provider.CheckFailure;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.CheckResponse;
import pulumirpc.Provider.ConfigureRequest;
import pulumirpc.Provider.ConfigureResponse;
import pulumirpc.Provider.CreateRequest;
import pulumirpc.Provider.CreateResponse;
import pulumirpc.Provider.DeleteRequest;
import pulumirpc.Provider.DiffRequest;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.GetSchemaRequest;
import pulumirpc.Provider.GetSchemaResponse;
import pulumirpc.Provider.InvokeRequest;
import pulumirpc.Provider.InvokeResponse;
import pulumirpc.Provider.ProviderHandshakeRequest;
import pulumirpc.Provider.ProviderHandshakeResponse;
import pulumirpc.Provider.ReadRequest;
import pulumirpc.Provider.ReadResponse;
import pulumirpc.Provider.UpdateRequest;
import pulumirpc.Provider.UpdateResponse;
import pulumirpc.ResourceProviderGrpc.ResourceProviderImplBase;

/** The provider service that the engine calls. */
public final class AwsService extends ResourceProviderImplBase {

  private final Function<Region, Resources> account;
  private volatile @Nullable Resources resources;

  AwsService(Function<Region, Resources> account) {
    this.account = account;
  }

  @Override
  public void getPluginInfo(Empty request, StreamObserver<PluginInfo> observer) {
    answer(observer, () -> PluginInfo.newBuilder().setVersion(AwsSchema.VERSION).build());
  }

  @Override
  public void handshake(
      ProviderHandshakeRequest request, StreamObserver<ProviderHandshakeResponse> observer) {
    answer(
        observer,
        () ->
            ProviderHandshakeResponse.newBuilder()
                .setAcceptSecrets(true)
                .setAcceptResources(true)
                .setAcceptOutputs(false)
                .setSupportsAutonamingConfiguration(true)
                .build());
  }

  @Override
  public void getSchema(GetSchemaRequest request, StreamObserver<GetSchemaResponse> observer) {
    answer(observer, () -> GetSchemaResponse.newBuilder().setSchema(PackageSchema.json()).build());
  }

  @Override
  public void checkConfig(CheckRequest request, StreamObserver<CheckResponse> observer) {
    answer(
        observer,
        () -> {
          var config = Wire.read(request.getNews());
          return response(config, Config.failures(Seals.open(config)));
        });
  }

  @Override
  public void diffConfig(DiffRequest request, StreamObserver<DiffResponse> observer) {
    // A resource does not exist in another region, so a new region forces replacement.
    answer(
        observer,
        () ->
            DiffAnswer.of(
                Config.TRAITS,
                Seals.open(Wire.read(request.getOldInputs())),
                Seals.open(Wire.read(request.getNews())),
                request.getName(),
                request.getIgnoreChangesList()));
  }

  @Override
  public void configure(ConfigureRequest request, StreamObserver<ConfigureResponse> observer) {
    answer(
        observer,
        () -> {
          resources = account.apply(Config.region(Seals.open(Wire.read(request.getArgs()))));
          return ConfigureResponse.newBuilder()
              .setAcceptSecrets(true)
              .setAcceptResources(true)
              .setAcceptOutputs(false)
              .setSupportsPreview(true)
              .setSupportsAutonamingConfiguration(true)
              .build();
        });
  }

  @Override
  public void check(CheckRequest request, StreamObserver<CheckResponse> observer) {
    answer(
        observer,
        () -> {
          var given = Wire.read(request.getNews());
          var schema = resources().schema(request.getType());
          if (schema.isEmpty()) {
            return response(given, List.of(new Failure("", noSuchType(request.getType()))));
          }
          var checked =
              Checks.check(
                  schema.get(),
                  resources().resourceType(schema.get()),
                  resources().region(),
                  Wire.read(request.getOlds()),
                  given,
                  naming(request));
          return response(checked.inputs(), checked.failures());
        });
  }

  private static String noSuchType(String type) {
    return "the aws provider %s has no resource type %s".formatted(AwsSchema.VERSION, type);
  }

  private static Naming naming(CheckRequest request) {
    var options = request.getAutonaming();
    return new Naming(
        request.getName(),
        Optional.of(options.getProposedName()).filter(name -> !name.isEmpty()),
        options.getMode(),
        HexFormat.of().formatHex(request.getRandomSeed().toByteArray()));
  }

  private static CheckResponse response(Fields inputs, List<Failure> failures) {
    var response = CheckResponse.newBuilder().setInputs(Wire.write(inputs));
    var mask = Mask.of(inputs);
    failures.forEach(
        failure -> {
          var reason = mask.over(failure.reason());
          // The engine quotes the value of the named property (pulumi v3.258.0,
          // pkg/resource/deploy/step_generator.go, issueCheckFailures).
          response.addFailures(
              inputs.get(failure.path()).filter(Value.Secret.class::isInstance).isPresent()
                  ? CheckFailure.newBuilder().setReason(failure.path() + " " + reason)
                  : CheckFailure.newBuilder().setProperty(failure.path()).setReason(reason));
        });
    return response.build();
  }

  @Override
  public void diff(DiffRequest request, StreamObserver<DiffResponse> observer) {
    answer(
        observer,
        () -> {
          var type = resources().resourceType(schema(request.getType()));
          var given = Seals.open(Wire.read(request.getOldInputs()));
          var read = Seals.open(Wire.read(request.getOlds())).only(given.names());
          var before = given.with(read.only(type.traits().comparedAsRead()));
          var after = type.planned(before, Seals.open(Wire.read(request.getNews())));
          return DiffAnswer.of(
              type.traits(before, after),
              before,
              after,
              request.getName(),
              request.getIgnoreChangesList());
        });
  }

  @Override
  public void create(CreateRequest request, StreamObserver<CreateResponse> observer) {
    answer(
        observer,
        () -> Mask.of(Wire.read(request.getProperties())),
        () -> {
          var created =
              resources()
                  .create(
                      schema(request.getType()),
                      request.getName(),
                      Wire.read(request.getProperties()),
                      request.getPreview());
          return CreateResponse.newBuilder()
              .setId(created.id())
              .setProperties(Wire.write(created.properties()))
              .build();
        });
  }

  @Override
  public void read(ReadRequest request, StreamObserver<ReadResponse> observer) {
    answer(
        observer,
        () ->
            resources()
                .read(
                    schema(request.getType()),
                    request.getName(),
                    request.getId(),
                    Wire.read(request.getProperties()),
                    Wire.read(request.getInputs()))
                .map(
                    current ->
                        ReadResponse.newBuilder()
                            .setId(current.state().id())
                            .setProperties(Wire.write(current.state().properties()))
                            .setInputs(Wire.write(current.inputs()))
                            .build())
                .orElse(ReadResponse.getDefaultInstance()));
  }

  @Override
  public void update(UpdateRequest request, StreamObserver<UpdateResponse> observer) {
    answer(
        observer,
        () -> Mask.of(Wire.read(request.getNews())),
        () ->
            UpdateResponse.newBuilder()
                .setProperties(
                    Wire.write(
                        resources()
                            .update(
                                schema(request.getType()),
                                request.getName(),
                                request.getId(),
                                Wire.read(request.getOlds()),
                                Wire.read(request.getOldInputs()),
                                Wire.read(request.getNews()),
                                request.getIgnoreChangesList(),
                                request.getPreview())))
                .build());
  }

  @Override
  public void delete(DeleteRequest request, StreamObserver<Empty> observer) {
    answer(
        observer,
        () -> Mask.of(Wire.read(request.getProperties())),
        () -> {
          resources()
              .delete(
                  schema(request.getType()),
                  request.getName(),
                  request.getId(),
                  Wire.read(request.getProperties()));
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void invoke(InvokeRequest request, StreamObserver<InvokeResponse> observer) {
    answer(
        observer,
        () -> {
          var token = request.getTok();
          var lookup = Lookup.of(token);
          var schema = AwsSchema.ofFunction(token);
          if (lookup.isEmpty() || schema.isEmpty()) {
            throw new IllegalArgumentException(
                "%s is a lookup that the rehearsal cannot answer. Pass the value as configuration instead."
                    .formatted(token));
          }
          var arguments = Seals.open(Wire.read(request.getArgs()));
          var response = InvokeResponse.newBuilder();
          var failures = Conformance.failures(schema.get(), arguments);
          failures.forEach(
              failure ->
                  response.addFailures(
                      CheckFailure.newBuilder()
                          .setProperty(failure.path())
                          .setReason(failure.reason())));
          if (failures.isEmpty()) {
            var answer = resources().lookUp(lookup.get(), arguments);
            response.setReturn(
                Wire.write(schema.get().completed(answer).without(lookup.get().unset())));
          }
          return response.build();
        });
  }

  @Override
  public void cancel(Empty request, StreamObserver<Empty> observer) {
    answer(observer, Empty::getDefaultInstance);
  }

  private Resources resources() {
    var configured = resources;
    if (configured == null) {
      throw new IllegalStateException("the provider has not been configured");
    }
    return configured;
  }

  private ResourceSchema schema(String type) {
    return resources()
        .schema(type)
        .orElseThrow(() -> new IllegalArgumentException(noSuchType(type)));
  }

  private static <T> void answer(StreamObserver<T> observer, Supplier<T> answer) {
    answer(observer, () -> Mask.of(Fields.NONE), answer);
  }

  private static <T> void answer(
      StreamObserver<T> observer, Supplier<Mask> secrets, Supplier<T> answer) {
    T value;
    try {
      value = answer.get();
    } catch (StatusRuntimeException e) {
      observer.onError(e);
      return;
    } catch (RuntimeException e) {
      var message = e.getMessage() == null ? e.toString() : e.getMessage();
      observer.onError(
          Status.UNKNOWN
              .withDescription(secrets.get().over(message))
              .withCause(e)
              .asRuntimeException());
      return;
    }
    observer.onNext(value);
    observer.onCompleted();
  }
}
