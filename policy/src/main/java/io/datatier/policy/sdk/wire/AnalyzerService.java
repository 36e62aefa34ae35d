package io.datatier.policy.sdk.wire;

import com.google.protobuf.Empty;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.ResourceTypes;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackFacts;
import io.datatier.policy.sdk.StackResource;
import io.datatier.policy.sdk.run.Judgement;
import io.datatier.policy.sdk.run.PolicyRun;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import pulumirpc.AnalyzerGrpc;
import pulumirpc.AnalyzerOuterClass.AnalyzeResponse;
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

  private final Function<StackFacts, PolicyPack> packs;
  private final Clock clock;
  private final ResourceTypes types;
  private final Consumer<String> onEngine;
  private final Consumer<Judgement> onJudgement;
  private @Nullable Serving serving;

  /** A pack, and the run that it judges. */
  private record Serving(PolicyPack pack, PolicyRun run, AnalyzerMessages messages) {}

  /**
   * The service of the pack that a stack asks for.
   *
   * @param packs the pack for a stack, or before the engine names one for {@link StackFacts#NONE}
   * @param types what rules may name, or crash
   * @param onEngine receives the engine's address when the engine introduces itself
   * @param onJudgement receives as values what the engine gets as text
   */
  AnalyzerService(
      Function<StackFacts, PolicyPack> packs,
      Clock clock,
      ResourceTypes types,
      Consumer<String> onEngine,
      Consumer<Judgement> onJudgement) {
    this.packs = packs;
    this.clock = clock;
    this.types = types;
    this.onEngine = onEngine;
    this.onJudgement = onJudgement;
  }

  /** The service of one pack for any stack. */
  AnalyzerService(PolicyPack pack, Consumer<String> onEngine) {
    this(stack -> pack, Clock.systemUTC(), ResourceTypes.NONE, onEngine, judgement -> {});
  }

  private Serving serving() {
    var current = serving;
    return current == null ? serve(packs.apply(StackFacts.NONE)) : current;
  }

  private Serving serve(PolicyPack pack) {
    var current = serving;
    // A pack that stays the same stays configured, too.
    if (current == null || !current.pack().equals(pack)) {
      current = new Serving(pack, new PolicyRun(pack, clock, types), new AnalyzerMessages(pack));
      serving = current;
    }
    return current;
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
    answer(
        answer,
        () -> {
          var stack = AnalyzerMessages.facts(request);
          serve(packs.apply(stack)).run().begin(stack);
          return AnalyzerStackConfigureResponse.getDefaultInstance();
        });
  }

  @Override
  public void getAnalyzerInfo(Empty request, StreamObserver<AnalyzerInfo> answer) {
    answer(answer, () -> new PackMessages(serving().pack()).info());
  }

  @Override
  public void getPluginInfo(Empty request, StreamObserver<PluginInfo> answer) {
    answer(answer, () -> PluginInfo.newBuilder().setVersion(serving().pack().version()).build());
  }

  @Override
  public synchronized void configure(
      ConfigureAnalyzerRequest request, StreamObserver<Empty> answer) {
    var current = serving();
    try {
      current.run().configure(AnalyzerMessages.config(request));
    } catch (IllegalArgumentException faults) {
      var words = "the configuration of %s is not valid: %s";
      fail(
          answer,
          Status.INVALID_ARGUMENT,
          words.formatted(current.pack().name(), faults.getMessage()));
      return;
    }
    answer(answer, Empty::getDefaultInstance);
  }

  void remediate(ResourceView resource, StreamObserver<RemediateResponse> answer) {
    answer(
        answer,
        () -> {
          var current = serving();
          return current.messages().remedied(current.run().remediate(resource));
        });
  }

  void analyze(ResourceView resource, StreamObserver<AnalyzeResponse> answer) {
    answer(answer, () -> judged(run -> run.analyze(resource)));
  }

  void analyzeStack(List<StackResource> resources, StreamObserver<AnalyzeResponse> answer) {
    answer(answer, () -> judged(run -> run.analyzeStack(resources)));
  }

  private AnalyzeResponse judged(Function<PolicyRun, Judgement> judge) {
    var current = serving();
    var judgement = judge.apply(current.run());
    onJudgement.accept(judgement);
    return current.messages().judgement(judgement);
  }

  /** Judging is short and has no side effects, so there is nothing to cancel. */
  @Override
  public void cancel(Empty request, StreamObserver<Empty> answer) {
    answer.onNext(Empty.getDefaultInstance());
    answer.onCompleted();
  }

  /**
   * One at a time, as the engine asks: rules may be written for that. A bug in the SDK fails the
   * call and the deployment: it fails closed.
   */
  private synchronized <T> void answer(StreamObserver<T> observer, Supplier<T> response) {
    T made;
    try {
      made = response.get();
    } catch (ExceptionInInitializerError malformed) {
      // A rule or setting that was put together wrongly says itself what is wrong.
      fail(observer, Status.INTERNAL, "policy pack: " + malformed.getCause());
      return;
    } catch (RuntimeException fault) {
      fail(observer, Status.INTERNAL, "policy pack: " + fault);
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
