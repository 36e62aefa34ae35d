package io.datatier.rehearsal.provider;

import io.datatier.rehearsal.core.AutoName;
import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.Value;
import java.util.Collection;
import java.util.TreeMap;
import java.util.TreeSet;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.DiffResponse.DiffChanges;
import pulumirpc.Provider.PropertyDiff;

/** The answer to the engine: which properties differ and which of them force replacement. */
final class DiffAnswer {

  private DiffAnswer() {}

  /**
   * @param name of the resource in the program
   * @param ignored paths whose differences count for nothing, whichever side they are on
   *     (pkg/tfbridge/diff.go of pulumi-terraform-bridge, doIgnoreChanges)
   */
  static DiffResponse of(
      Traits traits, Fields before, Fields after, String name, Collection<String> ignored) {
    var differences = new TreeMap<>(Differences.between(traits, before, after));
    differences.keySet().removeIf(path -> ignored.stream().anyMatch(it -> isWithin(path, it)));
    var response =
        DiffResponse.newBuilder()
            .setHasDetailedDiff(true)
            .setChanges(differences.isEmpty() ? DiffChanges.DIFF_NONE : DiffChanges.DIFF_SOME);
    var roots = new TreeSet<String>();
    differences.forEach(
        (path, kind) -> {
          var root = Differences.root(path);
          boolean replaces = traits.replacedBy().contains(root);
          if (roots.add(root)) {
            response.addDiffs(root);
            if (replaces) {
              response.addReplaces(root);
            }
          }
          response.putDetailedDiff(
              path,
              PropertyDiff.newBuilder()
                  .setKind(kind(kind, replaces))
                  .setInputDiff(!traits.comparedAsRead().contains(root))
                  .build());
        });
    return response
        .setDeleteBeforeReplace(
            response.getReplacesCount() > 0
                && (traits.isDeletedFirst() || isNamedByProgram(traits, after, name)))
        .build();
  }

  private static boolean isWithin(String path, String ignored) {
    return path.startsWith(ignored)
        && (path.length() == ignored.length() || ".[".indexOf(path.charAt(ignored.length())) >= 0);
  }

  /**
   * Whether the program itself sets what Pulumi would name otherwise. Then the bridge has the
   * resource deleted before its replacement exists, even if the name changes, unless the program
   * says {@code deleteBeforeReplace(false)} (nameRequiresDeleteBeforeReplace in
   * pkg/tfbridge/schema.go of pulumi-terraform-bridge; pulumi-aws sets no UniqueNameFields).
   */
  private static boolean isNamedByProgram(Traits traits, Fields after, String name) {
    return traits
        .autoName()
        .filter(auto -> !auto.isPlain())
        .flatMap(auto -> after.get(auto.property()).map(given -> !isMadeUp(auto, given, name)))
        .orElse(false);
  }

  private static boolean isMadeUp(AutoName auto, Value given, String name) {
    return given.text().filter(text -> auto.isMade(text, name)).isPresent();
  }

  private static PropertyDiff.Kind kind(Differences.Kind kind, boolean replaces) {
    return switch (kind) {
      case ADDED -> replaces ? PropertyDiff.Kind.ADD_REPLACE : PropertyDiff.Kind.ADD;
      case REMOVED -> replaces ? PropertyDiff.Kind.DELETE_REPLACE : PropertyDiff.Kind.DELETE;
      case CHANGED -> replaces ? PropertyDiff.Kind.UPDATE_REPLACE : PropertyDiff.Kind.UPDATE;
    };
  }
}
