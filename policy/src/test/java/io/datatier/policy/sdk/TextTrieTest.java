package io.datatier.policy.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TextTrieTest {

  private static TextTrie<Integer> of(String... words) {
    var trie = new TextTrie<Integer>();
    for (var index = 0; index < words.length; index++) {
      trie.add(words[index], index);
    }
    return trie;
  }

  private static final TextTrie<Integer> trie = of("he", "she", "hers", "", "he");

  @ParameterizedTest
  @CsvSource({"ushers, 1;0;4;2", "he, 0;4", "h, ''", "'', ''", "sh e, ''", "HE, ''"})
  void finds_what_every_word_in_a_text_stands_for(String text, String found) {
    assertEquals(found, String.join(";", trie.in(text).stream().map(String::valueOf).toList()));
  }

  @ParameterizedTest
  @CsvSource({"ushers, u[]rs", "hers, []", "hehe, [][]", "his, his", "'', ''"})
  void replaces_the_longest_word_that_begins_first(String text, String replaced) {
    assertEquals(replaced, trie.replaceIn(text, "[]"));
  }

  @Test
  void tells_words_apart_that_begin_alike() {
    var alike = new String[2_000];
    for (var index = 0; index < alike.length; index++) {
      alike[index] = "postgres://user" + index;
    }
    assertEquals(
        List.of(7, 77, 777), List.copyOf(of(alike).in("at postgres://user777 and others")));
  }
}
