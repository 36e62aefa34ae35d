package io.datatier.rehearsal.scenarios;

import io.datatier.rehearsal.account.Account;
import io.datatier.rehearsal.value.Fields;
import io.datatier.rehearsal.value.PropertyPath;
import io.datatier.rehearsal.value.Value;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What differs in a resource, by paths that end at the first list. */
final class DriftedPaths {

  private DriftedPaths() {}

  /** What differs at AWS, of that which the provider takes as inputs and looks up again. */
  static SortedSet<String> of(StackResource resource, Account before, Account after) {
    var one = leaves(resource, before);
    var other = leaves(resource, after);
    var paths = new TreeSet<>(one.keySet());
    paths.addAll(other.keySet());
    paths.removeIf(
        path ->
            Objects.equals(one.get(path), other.get(path))
                || (isNothing(one.get(path)) && isNothing(other.get(path))));
    paths.removeIf(path -> isLeftToAws(resource, path.root()));
    return paths.stream()
        .filter(
            path ->
                resource.schema().inputs().properties().containsKey(path.root())
                    || path.root().equals("tagsAll"))
        .filter(path -> !resource.resourceType().traits().unread().contains(path.root()))
        .map(path -> upToLists(path.toString()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Nobody said what it should be, so that whatever AWS chooses is right. */
  private static boolean isLeftToAws(StackResource resource, String property) {
    return !resource.inputs().has(property)
        && resource.resourceType().traits().filledByAws().contains(property);
  }

  private static boolean isNothing(@Nullable Value value) {
    return value == null || value.equals(Fields.NONE) || value.equals(Value.of(List.of()));
  }

  private static SortedMap<PropertyPath, Value> leaves(StackResource resource, Account account) {
    return PropertyPath.leaves(resource.in(account).orElseThrow().properties());
  }

  /** What the engine shows; an object that is there as a whole stands for all that is in it. */
  static SortedSet<String> shown(SortedSet<String> shown, SortedSet<String> expected) {
    var paths =
        shown.stream().map(DriftedPaths::upToLists).collect(Collectors.toCollection(TreeSet::new));
    var whole = new TreeSet<String>();
    for (var path : paths) {
      var inside = expected.stream().filter(each -> each.startsWith(path + ".")).toList();
      whole.addAll(inside.isEmpty() ? List.of(path) : inside);
    }
    return whole;
  }

  private static String upToLists(String path) {
    return path.replaceFirst("\\[.*", "");
  }
}
