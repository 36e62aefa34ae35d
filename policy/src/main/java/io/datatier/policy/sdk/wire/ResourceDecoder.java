package io.datatier.policy.sdk.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.ExtensionRegistryLite;
import com.google.protobuf.WireFormat;
import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackResource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import pulumirpc.AnalyzerOuterClass.AnalyzeStackRequest;
import pulumirpc.AnalyzerOuterClass.AnalyzerPropertyDependencies;
import pulumirpc.AnalyzerOuterClass.AnalyzerResource;
import pulumirpc.AnalyzerOuterClass.AnalyzerResourceOptions;

/**
 * Reads resources from the engine's messages. Properties stay in bytes until a rule reads them: no
 * rule is about most types. AnalyzeRequest, AnalyzerResource and AnalyzerProviderResource have the
 * same numbers for what they have in common (pulumi/pulumi, proto/pulumi/analyzer.proto).
 */
final class ResourceDecoder {

  private static final ExtensionRegistryLite NONE = ExtensionRegistryLite.getEmptyRegistry();

  private String type = "";
  private String urn = "";
  private String name = "";
  private String parent = "";
  private ByteString properties = ByteString.EMPTY;
  private AnalyzerResourceOptions options = AnalyzerResourceOptions.getDefaultInstance();
  private @Nullable ResourceDecoder provider;
  private final Set<String> dependencies = new HashSet<>();
  private final Map<String, Set<String>> propertyDependencies = new HashMap<>();

  private ResourceDecoder() {}

  /** The resource of an AnalyzeRequest. */
  static ResourceView request(CodedInputStream request) throws IOException {
    return of(request).view();
  }

  /** The resources of an AnalyzeStackRequest. */
  static List<StackResource> stackRequest(CodedInputStream request) throws IOException {
    var resources = new ArrayList<StackResource>();
    for (var tag = request.readTag(); tag != 0; tag = request.readTag()) {
      if (WireFormat.getTagFieldNumber(tag) == AnalyzeStackRequest.RESOURCES_FIELD_NUMBER) {
        resources.add(DeepMessages.readWithin(request, ResourceDecoder::of).node());
      } else {
        request.skipField(tag);
      }
    }
    return resources;
  }

  private static ResourceDecoder of(CodedInputStream in) throws IOException {
    var message = new ResourceDecoder();
    for (var tag = in.readTag(); tag != 0; tag = in.readTag()) {
      message.read(tag, in);
    }
    return message;
  }

  private void read(int tag, CodedInputStream in) throws IOException {
    switch (WireFormat.getTagFieldNumber(tag)) {
      case AnalyzerResource.TYPE_FIELD_NUMBER -> type = in.readStringRequireUtf8();
      case AnalyzerResource.PROPERTIES_FIELD_NUMBER -> properties = in.readBytes();
      case AnalyzerResource.URN_FIELD_NUMBER -> urn = in.readStringRequireUtf8();
      case AnalyzerResource.NAME_FIELD_NUMBER -> name = in.readStringRequireUtf8();
      case AnalyzerResource.OPTIONS_FIELD_NUMBER ->
          options = in.readMessage(AnalyzerResourceOptions.parser(), NONE);
      case AnalyzerResource.PROVIDER_FIELD_NUMBER ->
          provider = DeepMessages.readWithin(in, ResourceDecoder::of);
      case AnalyzerResource.PARENT_FIELD_NUMBER -> parent = in.readStringRequireUtf8();
      case AnalyzerResource.DEPENDENCIES_FIELD_NUMBER ->
          dependencies.add(in.readStringRequireUtf8());
      case AnalyzerResource.PROPERTYDEPENDENCIES_FIELD_NUMBER -> {
        var sources = DeepMessages.readWithin(in, ResourceDecoder::sources);
        propertyDependencies.put(sources.getKey(), sources.getValue());
      }
      default -> in.skipField(tag);
    }
  }

  private static Map.Entry<String, Set<String>> sources(CodedInputStream in) throws IOException {
    return DeepMessages.readEntry(
        in,
        Set.of(),
        it ->
            Set.copyOf(it.readMessage(AnalyzerPropertyDependencies.parser(), NONE).getUrnsList()));
  }

  private ResourceView view() {
    var registered = bare().withOptions(AnalyzerMessages.options(options));
    return provider == null ? registered : registered.withProvider(provider.bare());
  }

  private ResourceView bare() {
    var struct = properties;
    return ResourceView.lazily(type, urn, name, () -> PropertyDecoder.decode(struct));
  }

  private StackResource node() {
    return new StackResource(view(), provider == null, parent, dependencies, propertyDependencies);
  }
}
