package io.datatier.policy.sdk.wire;

import com.google.protobuf.Empty;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.datatier.policy.sdk.PolicyPack;
import io.grpc.okhttp.OkHttpChannelBuilder;
import pulumirpc.AnalyzerGrpc;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzeStackRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerResource;

/**
 * The calls of one run, on a resource of every type that a pack has rules for. Their answers do not
 * matter: they load the classes that the JVM archives at its end (-XX:ArchiveClassesAtExit). The
 * engine kills a pack that it has started, so no real run can leave an archive.
 */
final class Training {

  private Training() {}

  static void of(PolicyPack pack, int port) {
    var channel = OkHttpChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    try {
      var engine = AnalyzerGrpc.newBlockingStub(channel);
      var unusedPlugin = engine.getPluginInfo(Empty.getDefaultInstance());
      var unusedInfo = engine.getAnalyzerInfo(Empty.getDefaultInstance());
      var stack = AnalyzeStackRequest.newBuilder();
      for (var rule : pack.rules()) {
        for (var type : rule.types()) {
          var unusedVerdict = engine.analyze(resource(type));
          stack.addResources(
              AnalyzerResource.newBuilder()
                  .setType(type)
                  .setUrn("urn:pulumi:dev::training::" + type + "::" + stack.getResourcesCount())
                  .setProperties(properties()));
        }
      }
      var unusedVerdicts = engine.analyzeStack(stack.build());
    } finally {
      channel.shutdownNow();
    }
  }

  private static AnalyzeRequest resource(String type) {
    return AnalyzeRequest.newBuilder()
        .setType(type)
        .setName("training")
        .setUrn("urn:pulumi:dev::training::" + type + "::training")
        .setProperties(properties())
        .build();
  }

  private static Struct properties() {
    return Struct.newBuilder()
        .putFields("name", Value.newBuilder().setStringValue("training").build())
        .build();
  }
}
