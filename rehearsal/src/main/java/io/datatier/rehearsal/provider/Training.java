package io.datatier.rehearsal.provider;

import com.google.protobuf.Empty;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.datatier.rehearsal.core.Folders;
import io.datatier.rehearsal.core.ResourceTypes;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.ConfigureRequest;
import pulumirpc.Provider.CreateRequest;
import pulumirpc.Provider.DeleteRequest;
import pulumirpc.Provider.DiffRequest;
import pulumirpc.Provider.ReadRequest;
import pulumirpc.ResourceProviderGrpc;

/**
 * The calls of a resource's life, and a preview of each type, so that the JVM loads the classes
 * that it archives at its end (-XX:ArchiveClassesAtExit): most are those of com.pulumi:aws from
 * which schemas are read. The engine kills a provider that it has started, so no real run can leave
 * an archive.
 */
public final class Training {

  private static final String TYPE = "aws:sns/topic:Topic";
  private static final String URN = "urn:pulumi:dev::training::" + TYPE + "::training";

  private Training() {}

  /** Creates and deletes a topic in an account of its own. */
  public static void main(String[] args) throws IOException {
    var folder = Files.createTempDirectory("stand-in");
    try {
      live(folder.resolve("account.json"));
    } finally {
      Folders.delete(folder);
    }
    System.exit(0);
  }

  private static void live(Path account) throws IOException {
    var server = StandInServer.start("127.0.0.1:1", account, Optional.empty(), false);
    var channel = NettyChannelBuilder.forAddress("127.0.0.1", server.port()).usePlaintext().build();
    try {
      live(ResourceProviderGrpc.newBlockingStub(channel));
    } finally {
      channel.shutdownNow();
    }
  }

  private static void live(ResourceProviderGrpc.ResourceProviderBlockingStub provider) {
    var unusedInfo = provider.getPluginInfo(Empty.getDefaultInstance());
    var unusedConfiguration =
        provider.configure(
            ConfigureRequest.newBuilder().setArgs(struct("region", "us-east-1")).build());
    ResourceTypes.types().forEach(type -> foresee(provider, type));
    var inputs = checked(provider, TYPE);
    var made =
        provider.create(
            CreateRequest.newBuilder().setUrn(URN).setType(TYPE).setProperties(inputs).build());
    var unusedState =
        provider.read(
            ReadRequest.newBuilder()
                .setUrn(URN)
                .setType(TYPE)
                .setId(made.getId())
                .setProperties(made.getProperties())
                .build());
    var unusedDifference =
        provider.diff(
            DiffRequest.newBuilder()
                .setUrn(URN)
                .setType(TYPE)
                .setId(made.getId())
                .setOlds(made.getProperties())
                .setOldInputs(inputs)
                .setNews(inputs)
                .build());
    var unusedEnd =
        provider.delete(
            DeleteRequest.newBuilder()
                .setUrn(URN)
                .setType(TYPE)
                .setId(made.getId())
                .setProperties(made.getProperties())
                .build());
  }

  private static Struct checked(
      ResourceProviderGrpc.ResourceProviderBlockingStub provider, String type) {
    return provider
        .check(
            CheckRequest.newBuilder()
                .setUrn(URN)
                .setType(type)
                .setNews(struct("name", "training"))
                .build())
        .getInputs();
  }

  /** Most types refuse to be made of a name alone, after loading what is wanted of them. */
  private static void foresee(
      ResourceProviderGrpc.ResourceProviderBlockingStub provider, String type) {
    try {
      var inputs = checked(provider, type);
      var unusedPreview =
          provider.create(
              CreateRequest.newBuilder()
                  .setUrn(URN)
                  .setType(type)
                  .setProperties(inputs)
                  .setPreview(true)
                  .build());
    } catch (StatusRuntimeException refused) {
      return;
    }
  }

  private static Struct struct(String name, String value) {
    return Struct.newBuilder()
        .putFields(name, Value.newBuilder().setStringValue(value).build())
        .build();
  }
}
