package io.datatier.policy.sdk.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.datatier.policy.sdk.Level;
import io.datatier.policy.sdk.PolicyPack;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackResource;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import pulumirpc.AnalyzerOuterClass.AnalyzeRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzeResponse;
import pulumirpc.AnalyzerOuterClass.AnalyzeStackRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerPropertyDependencies;
import pulumirpc.AnalyzerOuterClass.AnalyzerProviderResource;
import pulumirpc.AnalyzerOuterClass.AnalyzerResource;
import pulumirpc.AnalyzerOuterClass.AnalyzerStackConfigureRequest;
import pulumirpc.AnalyzerOuterClass.ConfigureAnalyzerRequest;
import pulumirpc.AnalyzerOuterClass.PolicyConfig;
import pulumirpc.AnalyzerOuterClass.RemediateResponse;

/**
 * The engine's side of a run without an engine: it asks a pack what the engine would ask, through
 * the bytes that would go over the wire, so that nothing passes here that would fail there.
 */
public final class SimulatedEngine {

  /** What the engine would show of a rule. */
  public record Shown(String rule, Level level, String urn, String message) {}

  /**
   * The answer to one question.
   *
   * @param notApplicable the rules that have nothing to say, with their reasons
   */
  public record Answer(List<Shown> shown, Map<String, String> notApplicable) {}

  /**
   * What a remedy has made of a resource.
   *
   * @param failure why it was not applied; empty if it was
   */
  public record Remedy(String rule, Fields properties, String failure) {}

  private final AnalyzerService service;

  /** Begins a run of this pack, a preview or an update. */
  public SimulatedEngine(PolicyPack pack, boolean preview) {
    service = new AnalyzerService(pack, engine -> {});
    service.configureStack(
        AnalyzerStackConfigureRequest.newBuilder().setDryRun(preview).build(), new Response<>());
  }

  /** Sets levels as a configuration file does. */
  public void configure(Map<String, Level> levels) {
    var request = ConfigureAnalyzerRequest.newBuilder();
    levels.forEach(
        (rule, level) ->
            request.putPolicyConfig(
                rule,
                PolicyConfig.newBuilder()
                    .setEnforcementLevel(AnalyzerMessages.level(level))
                    .build()));
    service.configure(request.build(), new Response<>());
  }

  /** Shows a resource with its inputs. */
  public Answer analyze(ResourceView resource) {
    return answer(
        call(
            service::analyze,
            request(resource),
            AnalyzeRequest.parser(),
            AnalyzeResponse.parser()));
  }

  /** Shows the stack with outputs. */
  public Answer analyzeStack(List<StackResource> resources) {
    var request =
        AnalyzeStackRequest.newBuilder()
            .addAllResources(resources.stream().map(SimulatedEngine::node).toList());
    return answer(
        call(
            service::analyzeStack,
            request.build(),
            AnalyzeStackRequest.parser(),
            AnalyzeResponse.parser()));
  }

  /** Asks for remedies; what is left to violate is for {@link #analyze}. */
  public List<Remedy> remediate(ResourceView resource) {
    var response =
        call(
            service::remediate,
            request(resource),
            AnalyzeRequest.parser(),
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

  private static AnalyzeRequest request(ResourceView resource) {
    return AnalyzeRequest.newBuilder()
        .setType(resource.type())
        .setUrn(resource.urn())
        .setName(resource.name())
        .setProperties(PropertyCodec.encode(resource.properties()))
        .build();
  }

  private static AnalyzerResource node(StackResource resource) {
    var view = resource.view();
    var node =
        AnalyzerResource.newBuilder()
            .setType(view.type())
            .setUrn(view.urn())
            .setName(view.name())
            .setProperties(PropertyCodec.encode(view.properties()))
            .setParent(resource.parent())
            .addAllDependencies(resource.dependencies());
    resource
        .propertyDependencies()
        .forEach(
            (property, urns) ->
                node.putPropertyDependencies(
                    property, AnalyzerPropertyDependencies.newBuilder().addAllUrns(urns).build()));
    if (!resource.component()) {
      node.setProvider(AnalyzerProviderResource.newBuilder().setType("pulumi:providers:test"));
    }
    return node.build();
  }

  private static Answer answer(AnalyzeResponse response) {
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
    return new Answer(shown, notApplicable);
  }

  private static <Q extends Message, A extends Message> A call(
      BiConsumer<Q, StreamObserver<A>> method, Q request, Parser<Q> requests, Parser<A> answers) {
    var response = new Response<A>();
    try {
      method.accept(DeepMessages.parse(requests, request.toByteString().newInput()), response);
      return DeepMessages.parse(answers, response.only().toByteString().newInput());
    } catch (InvalidProtocolBufferException notOnTheWire) {
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
      throw new IllegalStateException("the call failed, and the deployment with it", fault);
    }

    @Override
    public void onCompleted() {}
  }
}
