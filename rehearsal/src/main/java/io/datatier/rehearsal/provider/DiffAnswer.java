package io.datatier.rehearsal.provider;

import io.datatier.rehearsal.core.Traits;
import io.datatier.rehearsal.value.Fields;
import java.util.TreeSet;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.DiffResponse.DiffChanges;
import pulumirpc.Provider.PropertyDiff;

/** Tells the engine which properties differ and which of them force replacement. */
final class DiffAnswer {

  private DiffAnswer() {}

  static DiffResponse of(Traits traits, Fields sealedBefore, Fields sealedAfter, String name) {
    var before = Seals.open(sealedBefore);
    var after = Seals.open(sealedAfter);
    var differences = Differences.between(traits, before, after);
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
              PropertyDiff.newBuilder().setKind(kind(kind, replaces)).setInputDiff(true).build());
        });
    // Two resources cannot have the same name, so the old one is deleted first.
    boolean sameName =
        traits
            .autoName()
            .flatMap(
                auto ->
                    after
                        .text(auto.property())
                        .filter(n -> before.text(auto.property()).filter(n::equals).isPresent())
                        .filter(kept -> !Checks.isMadeUp(auto, kept, name)))
            .isPresent();
    return response.setDeleteBeforeReplace(response.getReplacesCount() > 0 && sameName).build();
  }

  private static PropertyDiff.Kind kind(Differences.Kind kind, boolean replaces) {
    return switch (kind) {
      case ADDED -> replaces ? PropertyDiff.Kind.ADD_REPLACE : PropertyDiff.Kind.ADD;
      case REMOVED -> replaces ? PropertyDiff.Kind.DELETE_REPLACE : PropertyDiff.Kind.DELETE;
      case CHANGED -> replaces ? PropertyDiff.Kind.UPDATE_REPLACE : PropertyDiff.Kind.UPDATE;
    };
  }
}
