package io.datatier.policy.sdk.wire;

import com.google.protobuf.Empty;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.datatier.policy.sdk.Level;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.ResourceTypes;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.RuleConfig;
import io.datatier.policy.sdk.StackFacts;
import io.datatier.policy.sdk.StackResource;
import io.datatier.policy.sdk.run.Finding;
import io.datatier.policy.sdk.wire.DeepMessages.Reading;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import pulumirpc.AnalyzerOuterClass.AnalyzeResponse;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureResponse;
import pulumirpc.AnalyzerOuterClass.ConfigureAnalyzerRequest;
import pulumirpc.AnalyzerOuterClass.PolicyConfig;
import pulumirpc.AnalyzerOuterClass.RemediateResponse;

/**
 * The engine's side of a run, without an engine. It makes the engine's calls to a pack through the
 * bytes on the wire, so that nothing passes here that would fail there.
 */
public final class SimulatedEngine {

  /** What the engine would show of a rule. */
  public record Shown(String rule, Level level, String urn, String message) {}

  /**
   * The answer to one question.
   *
   * @param notApplicable the rules that have nothing to say, with their reasons
   * @param findings what the texts that are shown were made of
   */
  public record Answer(
      List<Shown> shown, Map<String, String> notApplicable, List<Finding> findings) {}

  /**
   * What a remedy has made of a resource.
   *
   * @param failure why it was not applied; empty if it was
   */
  public record Remedy(String rule, Fields properties, String failure) {}

  private final PolicyPack pack;
  private final AnalyzerService service;
  private final List<Finding> findings = new ArrayList<>();

  /** Begins a preview or update with this pack, on a stack without any facts. */
  public SimulatedEngine(PolicyPack pack, boolean preview) {
    this(pack, facts(preview), Clock.systemUTC());
  }

  /** Begins a run of this pack on this stack at this time. */
  public SimulatedEngine(PolicyPack pack, StackFacts stack, Clock clock) {
    this(any -> pack, stack, clock);
  }

  /** Begins a run of the pack that this stack asks for. */
  public SimulatedEngine(Function<StackFacts, PolicyPack> packs, StackFacts stack, Clock clock) {
    this.pack = packs.apply(stack);
    service =
        new AnalyzerService(
            packs,
            clock,
            ResourceTypes.shipped(),
            engine -> {},
            judgement -> findings.addAll(judgement.findings()));
    call(
        service::configureStack,
        AnalyzerStackConfigureRequest.newBuilder()
            .setOrganization(stack.organization())
            .setProject(stack.project())
            .setStack(stack.name())
            .setDryRun(stack.preview())
            .putAllTags(stack.tags())
            .putAllConfig(stack.values())
            .addAllConfigSecretKeys(stack.secretKeys())
            .build(),
        Reading.by(AnalyzerStackConfigureRequest.parser()),
        AnalyzerStackConfigureResponse.parser());
  }

  private static StackFacts facts(boolean preview) {
    return new StackFacts("", "", "", preview, Map.of(), Map.of(), Set.of());
  }

  /**
   * Configures rules as a configuration file does.
   *
   * @throws IllegalArgumentException with the pack's own words if it refuses the configuration
   */
  public void configure(Map<String, RuleConfig> rules) {
    var request = ConfigureAnalyzerRequest.newBuilder();
    rules.forEach(
        (rule, config) -> {
          var own = pack.rule(rule).map(pack::levelOf).orElse(Level.MANDATORY);
          request.putPolicyConfig(
              rule,
              PolicyConfig.newBuilder()
                  .setEnforcementLevel(AnalyzerMessages.level(config.level().orElse(own)))
                  .setProperties(PropertyCodec.encode(config.properties()))
                  .build());
        });
    call(
        service::configure,
        request.build(),
        Reading.by(ConfigureAnalyzerRequest.parser()),
        Empty.parser());
  }

  /** Shows a resource with its inputs. */
  public Answer analyze(ResourceView resource) {
    return answer(
        call(
            service::analyze,
            EngineMessages.analyze(resource),
            ResourceDecoder::request,
            AnalyzeResponse.parser()));
  }

  /** Shows the stack with outputs. */
  public Answer analyzeStack(List<StackResource> resources) {
    return answer(
        call(
            service::analyzeStack,
            EngineMessages.analyzeStack(resources),
            ResourceDecoder::stackRequest,
            AnalyzeResponse.parser()));
  }

  /** Applies remedies. {@link #analyze} reports the remaining violations. */
  public List<Remedy> remediate(ResourceView resource) {
    var response =
        call(
            service::remediate,
            EngineMessages.analyze(resource),
            ResourceDecoder::request,
            RemediateResponse.parser());
    return response.getRemediationsList().stream()
        .map(
            it ->
                new Remedy(
                    it.getPolicyName(),
                    PropertyCodec.decode(it.getProperties()),
                    it.getDiagnostic()))
        .toList();
  }

  private Answer answer(AnalyzeResponse response) {
    var shown =
        response.getDiagnosticsList().stream()
            .map(
                it ->
                    new Shown(
                        it.getPolicyName(),
                        AnalyzerMessages.level(it.getEnforcementLevel()).orElseThrow(),
                        it.getUrn(),
                        it.getMessage()))
            .toList();
    var notApplicable = new HashMap<String, String>();
    response
        .getNotApplicableList()
        .forEach(it -> notApplicable.put(it.getPolicyName(), it.getReason()));
    var judged = List.copyOf(findings);
    findings.clear();
    return new Answer(shown, notApplicable, judged);
  }

  private static <Q, A extends Message> A call(
      BiConsumer<Q, StreamObserver<A>> method,
      Message request,
      Reading<Q> requests,
      Parser<A> answers) {
    var response = new Response<A>();
    try {
      method.accept(DeepMessages.read(request.toByteString(), requests), response);
      return DeepMessages.read(response.only().toByteString(), Reading.by(answers));
    } catch (IOException notOnTheWire) {
      throw new IllegalStateException("the engine could not read this", notOnTheWire);
    }
  }

  /** Keeps the one answer that a call gives. */
  private static final class Response<A> implements StreamObserver<A> {

    private final List<A> answers = new ArrayList<>();

    A only() {
      return answers.get(0);
    }

    @Override
    public void onNext(A answer) {
      answers.add(answer);
    }

    @Override
    public void onError(Throwable fault) {
      var status = Status.fromThrowable(fault);
      if (status.getCode() == Status.Code.INVALID_ARGUMENT) {
        throw new IllegalArgumentException(status.getDescription());
      }
      throw new IllegalStateException("the call failed, and the deployment with it", fault);
    }

    @Override
    public void onCompleted() {}
  }
}
