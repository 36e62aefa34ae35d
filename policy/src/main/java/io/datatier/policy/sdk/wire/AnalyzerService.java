package io.datatier.policy.sdk.wire;

import com.google.protobuf.Empty;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.run.PolicyRun;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import pulumirpc.AnalyzerGrpc;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzeResponse;
import pulumirpc.AnalyzerOuterClass.AnalyzeStackRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerHandshakeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerHandshakeResponse;
import pulumirpc.AnalyzerOuterClass.AnalyzerInfo;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureResponse;
import pulumirpc.AnalyzerOuterClass.ConfigureAnalyzerRequest;
import pulumirpc.AnalyzerOuterClass.RemediateResponse;
import pulumirpc.Plugin.PluginInfo;

/**
 * The calls of the engine (pulumi/pulumi, proto/pulumi/analyzer.proto), in the order in which they
 * come: Handshake, ConfigureStack where there is a stack, GetAnalyzerInfo, Configure; then
 * Remediate and Analyze for each resource, and AnalyzeStack once.
 */
final class AnalyzerService extends AnalyzerGrpc.AnalyzerImplBase {

  /** A status is sent in a header, and gRPC limits all headers to 8 KB. */
  private static final int LONGEST_STATUS = 7_000;

  private final PolicyPack pack;
  private final PolicyRun run;
  private final AnalyzerMessages messages;
  private final Consumer<String> onEngine;

  /**
   * The service of a pack.
   *
   * @param onEngine is told the engine's address when the engine introduces itself
   */
  AnalyzerService(PolicyPack pack, Consumer<String> onEngine) {
    this(pack, Clock.systemUTC(), onEngine);
  }

  AnalyzerService(PolicyPack pack, Clock clock, Consumer<String> onEngine) {
    this.pack = pack;
    this.run = new PolicyRun(pack, clock);
    this.messages = new AnalyzerMessages(pack);
    this.onEngine = onEngine;
  }

  @Override
  public void handshake(
      AnalyzerHandshakeRequest request, StreamObserver<AnalyzerHandshakeResponse> answer) {
    onEngine.accept(request.getEngineAddress());
    answer(answer, AnalyzerHandshakeResponse::getDefaultInstance);
  }

  @Override
  public void configureStack(
      AnalyzerStackConfigureRequest request,
      StreamObserver<AnalyzerStackConfigureResponse> answer) {
    run.begin(AnalyzerMessages.facts(request));
    answer(answer, AnalyzerStackConfigureResponse::getDefaultInstance);
  }

  @Override
  public void getAnalyzerInfo(Empty request, StreamObserver<AnalyzerInfo> answer) {
    answer(answer, new PackMessages(pack)::info);
  }

  @Override
  public void getPluginInfo(Empty request, StreamObserver<PluginInfo> answer) {
    answer(answer, () -> PluginInfo.newBuilder().setVersion(pack.version()).build());
  }

  @Override
  public void configure(ConfigureAnalyzerRequest request, StreamObserver<Empty> answer) {
    try {
      run.configure(AnalyzerMessages.config(request));
    } catch (IllegalArgumentException faults) {
      var words = "the configuration of %s is not valid: %s";
      fail(answer, Status.INVALID_ARGUMENT, words.formatted(pack.name(), faults.getMessage()));
      return;
    }
    answer(answer, Empty::getDefaultInstance);
  }

  @Override
  public void remediate(AnalyzeRequest request, StreamObserver<RemediateResponse> answer) {
    answer(answer, () -> messages.remedied(run.remediate(AnalyzerMessages.resource(request))));
  }

  @Override
  public void analyze(AnalyzeRequest request, StreamObserver<AnalyzeResponse> answer) {
    answer(answer, () -> messages.judgement(run.analyze(AnalyzerMessages.resource(request))));
  }

  @Override
  public void analyzeStack(AnalyzeStackRequest request, StreamObserver<AnalyzeResponse> answer) {
    answer(
        answer,
        () ->
            messages.judgement(
                run.analyzeStack(
                    request.getResourcesList().stream().map(AnalyzerMessages::resource).toList())));
  }

  /** Judging takes milliseconds and has no side effects, so there is nothing to cancel. */
  @Override
  public void cancel(Empty request, StreamObserver<Empty> answer) {
    answer(answer, Empty::getDefaultInstance);
  }

  /** A bug in the SDK fails the call and the deployment: it fails closed. */
  private <T> void answer(StreamObserver<T> observer, Supplier<T> response) {
    T made;
    try {
      made = response.get();
    } catch (RuntimeException fault) {
      fail(observer, Status.INTERNAL, "policy pack %s: %s".formatted(pack.name(), fault));
      return;
    }
    observer.onNext(made);
    observer.onCompleted();
  }

  private static void fail(StreamObserver<?> observer, Status status, String words) {
    observer.onError(status.withDescription(fitting(words)).asRuntimeException());
  }

  /** The message, shortened to fit; gRPC encodes non-plain characters as three to nine. */
  private static String fitting(String words) {
    var length = 0;
    for (var index = 0; index < words.length(); index++) {
      var character = words.charAt(index);
      length += character >= ' ' && character < '~' && character != '%' ? 1 : 9;
      if (length > LONGEST_STATUS) {
        return words.substring(0, index) + " … and more";
      }
    }
    return words;
  }
}
