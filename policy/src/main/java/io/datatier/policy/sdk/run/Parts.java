package io.datatier.policy.sdk.run;

import io.datatier.policy.sdk.ResourceView;
import io.datatier.policy.sdk.StackResource;
import io.datatier.policy.sdk.Translation;
import io.datatier.policy.sdk.Translation.Translated;
import io.datatier.policy.sdk.Verdict;
import io.datatier.policy.sdk.Verdict.Answer;
import io.datatier.policy.sdk.Verdict.Undecided;
import io.datatier.policy.sdk.Verdict.Violation;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The parts that resources are read as; what is found in one is reported of the whole. */
final class Parts {

  /** The URN of a part, which has that of its whole and names after number signs. */
  private static final Pattern PART =
      Pattern.compile("urn:pulumi:(?:(?!urn:pulumi:)[^\\n#])*+(?:#\\w++(?:~\\d++)?)++");

  private final Translation translation;
  private final Map<String, Origin> origins = new ConcurrentHashMap<>();

  Parts(Translation translation) {
    this.translation = translation;
  }

  /** The resource that a part of it was read from, and where the part stands in it. */
  private record Origin(String urn, String place) {

    String path(String path) {
      if (place.isEmpty() || path.isEmpty()) {
        return place + path;
      }
      return place + (path.startsWith("[") ? "" : ".") + path;
    }
  }

  /** Forgets the run before. */
  void begin() {
    origins.clear();
  }

  /** The parts of a resource in any of its readings; none if it is judged as it is. */
  List<ResourceView> of(ResourceView resource) {
    var parts = new LinkedHashMap<String, ResourceView>();
    translation.of(List.of(resource), false).stream()
        .flatMap(reading -> reading.getOrDefault(resource.urn(), List.of()).stream())
        .map(part -> seen(resource, part))
        .forEach(part -> parts.putIfAbsent(part.urn(), part));
    return List.copyOf(parts.values());
  }

  private ResourceView seen(ResourceView resource, Translated part) {
    origins.put(part.view().urn(), new Origin(resource.urn(), part.place()));
    return part.view();
  }

  /** A stack with the parts of its resources, in each of its readings, made one by one. */
  Stream<List<StackResource>> in(Collection<StackResource> stack) {
    var read = translation.of(stack.stream().map(StackResource::view).toList(), true);
    var readings = read.isEmpty() ? List.of(Map.<String, List<Translated>>of()) : read;
    return readings.stream()
        .map(
            reading ->
                stack.stream()
                    .flatMap(it -> withParts(it, reading.getOrDefault(it.view().urn(), List.of())))
                    .toList());
  }

  private Stream<StackResource> withParts(StackResource resource, List<Translated> parts) {
    var replaced = parts.stream().anyMatch(it -> it.view().urn().equals(resource.view().urn()));
    return Stream.concat(
        replaced ? Stream.empty() : Stream.of(resource),
        parts.stream().map(part -> part(resource, part)));
  }

  private StackResource part(StackResource resource, Translated part) {
    var sources = new HashMap<String, Set<String>>();
    for (var property : part.view().properties().values().keySet()) {
      resource
          .propertyDependencies()
          .forEach(
              (from, urns) -> {
                var origins = part.origins().get(property);
                if (origins == null || origins.contains(from)) {
                  sources.computeIfAbsent(property, it -> new HashSet<>()).addAll(urns);
                }
              });
    }
    var view = seen(resource.view(), part);
    return new StackResource(
        view, resource.component(), resource.parent(), resource.dependencies(), sources);
  }

  /** What is found in a part is reported of the whole. */
  Verdict ofWhole(Verdict verdict) {
    return origins.isEmpty() ? verdict : verdict.with(this::answerOfWhole);
  }

  String wholeOf(String urn) {
    var origin = origins.get(urn);
    return origin == null ? urn : origin.urn();
  }

  private Answer answerOfWhole(Answer answer) {
    var origin = origins.getOrDefault(answer.urn(), new Origin(answer.urn(), ""));
    var path = origin.path(answer.path());
    return answer instanceof Violation found
        ? new Violation(
            path, ofWholes(found.message()), found.whole(), origin.urn(), found.advisory())
        : new Undecided(path, origin.urn());
  }

  /** A message that names parts, naming the wholes and where the parts stand in them. */
  private String ofWholes(String message) {
    return PART.matcher(message)
        .replaceAll(
            hit -> {
              var origin = origins.get(hit.group());
              var named =
                  origin == null || origin.place().isEmpty()
                      ? wholeOf(hit.group())
                      : "%s (%s)".formatted(origin.urn(), origin.place());
              return Matcher.quoteReplacement(named);
            });
  }
}
