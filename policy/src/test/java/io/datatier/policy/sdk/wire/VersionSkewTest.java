package io.datatier.policy.sdk.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.Empty;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.ProtoUtils;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import pulumirpc.AnalyzerGrpc;
import pulumirpc.AnalyzerGrpc.AnalyzerBlockingStub;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzeStackRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerResource;
import pulumirpc.AnalyzerOuterClass.EnforcementLevel;

/**
 * Engines older and newer than the pack. One that waited for an answer that never came would hang
 * for ever (pulumi/pulumi#21887): a call that is not known has to be refused, and at once.
 */
final class VersionSkewTest {

  private final Server server;
  private final ManagedChannel channel;
  private final AnalyzerBlockingStub engine;

  VersionSkewTest() throws IOException {
    var name = InProcessServerBuilder.generateName();
    server =
        InProcessServerBuilder.forName(name)
            .addService(AnalyzerCalls.to(new AnalyzerService(House.PACK, address -> {})))
            .build()
            .start();
    channel = InProcessChannelBuilder.forName(name).build();
    engine = AnalyzerGrpc.newBlockingStub(channel);
  }

  @AfterEach
  void ends() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  private static AnalyzeRequest open() {
    return House.door(Map.of("shut", House.bool(false)));
  }

  private static UnknownFieldSet ofTheFuture() {
    return UnknownFieldSet.newBuilder()
        .addField(4711, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
        .addField(
            4712,
            UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(House.text("new").toByteString())
                .build())
        .build();
  }

  @Test
  void refuses_a_call_that_only_a_newer_engine_knows() {
    var call =
        MethodDescriptor.<Empty, Empty>newBuilder()
            .setType(MethodType.UNARY)
            .setFullMethodName("pulumirpc.Analyzer/OfTheFuture")
            .setRequestMarshaller(ProtoUtils.marshaller(Empty.getDefaultInstance()))
            .setResponseMarshaller(ProtoUtils.marshaller(Empty.getDefaultInstance()))
            .build();
    var refusal =
        assertThrows(
            StatusRuntimeException.class,
            () ->
                ClientCalls.blockingUnaryCall(
                    channel, call, CallOptions.DEFAULT, Empty.getDefaultInstance()));
    assertEquals(Code.UNIMPLEMENTED, refusal.getStatus().getCode());
  }

  @Test
  void passes_over_what_only_a_newer_engine_says() {
    var request = open().toBuilder().setUnknownFields(ofTheFuture()).build();
    assertEquals(
        List.of(House.shut("shut is false", EnforcementLevel.MANDATORY)),
        engine.analyze(request).getDiagnosticsList());
    var resource =
        AnalyzerResource.newBuilder()
            .setType("a:b:Door")
            .setUrn("front")
            .setUnknownFields(ofTheFuture());
    var stack =
        AnalyzeStackRequest.newBuilder()
            .addResources(resource)
            .setUnknownFields(ofTheFuture())
            .build();
    assertEquals(List.of(), engine.analyzeStack(stack).getDiagnosticsList());
  }

  @Test
  void serves_an_older_engine_that_introduces_neither_itself_nor_the_stack() {
    assertEquals("house", engine.getAnalyzerInfo(Empty.getDefaultInstance()).getName());
    assertEquals(
        List.of(House.shut("shut is false", EnforcementLevel.MANDATORY)),
        engine.analyze(open()).getDiagnosticsList());
    assertEquals(List.of(), engine.analyzeStack(House.stack(open())).getDiagnosticsList());
  }

  @Test
  void serves_an_engine_that_says_of_a_resource_no_more_than_its_type() {
    assertEquals(
        1,
        engine
            .analyze(AnalyzeRequest.newBuilder().setType("a:b:Door").build())
            .getDiagnosticsCount());
  }
}
