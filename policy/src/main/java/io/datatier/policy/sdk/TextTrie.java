package io.datatier.policy.sdk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Many words to look for in a text at once, which takes no longer for a thousand of them than for
 * one. They are compared character by character.
 *
 * @param <T> what a word stands for
 */
public final class TextTrie<T> {

  private static final class Node<T> {

    private final Map<Character, Node<T>> next = new HashMap<>(2);
    private final List<T> meanings = new ArrayList<>(0);

    @Nullable Node<T> after(String text, int at) {
      return at < text.length() ? next.get(text.charAt(at)) : null;
    }
  }

  private final Node<T> root = new Node<>();

  /** Adds a word; the empty one is nowhere. */
  public void add(String word, T meaning) {
    var node = root;
    for (var index = 0; index < word.length(); index++) {
      node = node.next.computeIfAbsent(word.charAt(index), character -> new Node<>());
    }
    if (node != root) {
      node.meanings.add(meaning);
    }
  }

  /** What the words in a text stand for, each once, in the order in which they begin. */
  public Set<T> in(String text) {
    var found = new LinkedHashSet<T>();
    for (var start = 0; start < text.length(); start++) {
      var node = root.after(text, start);
      for (var at = start + 1; node != null; at++) {
        found.addAll(node.meanings);
        node = node.after(text, at);
      }
    }
    return found;
  }

  /** The text with every word in it replaced, the longest first where several begin. */
  public String replaceIn(String text, String replacement) {
    var replaced = new StringBuilder();
    var start = 0;
    while (start < text.length()) {
      var end = endOfLongest(text, start);
      replaced.append(end > start ? replacement : text.substring(start, start + 1));
      start = Math.max(end, start + 1);
    }
    return replaced.toString();
  }

  private int endOfLongest(String text, int start) {
    var end = start;
    var node = root.after(text, start);
    for (var at = start + 1; node != null; at++) {
      end = node.meanings.isEmpty() ? end : at;
      node = node.after(text, at);
    }
    return end;
  }
}
