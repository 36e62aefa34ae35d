package io.datatier.generated;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;

/**
 * Texts that match a pattern. It understands what the patterns of the configuration are made of:
 * alternatives, groups, classes of characters and quantifiers; of a lookahead it knows that it
 * takes no characters, and tries again where the text that it has made does not match.
 */
final class TextLike {

  private static final int TRIES = 200;
  private static final int MORE = 6;
  private static final String ANY = "abcXYZ019 -_.é";
  private static final String DIGITS = "0123456789";
  private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";

  private final String pattern;
  private final Random random;
  private int at;

  private TextLike(String pattern, Random random) {
    this.pattern = pattern;
    this.random = random;
  }

  /** A text that matches {@code pattern} as a whole. */
  static String of(Pattern pattern, Random random) {
    for (var tries = 0; tries < TRIES; tries++) {
      var text = new TextLike(pattern.pattern(), random).alternatives().make();
      if (pattern.matcher(text).matches()) {
        return text;
      }
    }
    throw new AssertionError("no text was found that matches " + pattern);
  }

  /** A part of a pattern that knows texts of its own. */
  private interface Part {
    String make();
  }

  private Part alternatives() {
    var choices = new ArrayList<Part>();
    choices.add(sequence());
    while (is('|')) {
      at++;
      choices.add(sequence());
    }
    return () -> choices.get(random.nextInt(choices.size())).make();
  }

  private Part sequence() {
    var parts = new ArrayList<Part>();
    while (at < pattern.length() && !is('|') && !is(')')) {
      parts.add(quantified(part()));
    }
    return () -> {
      var text = new StringBuilder();
      parts.forEach(part -> text.append(part.make()));
      return text.toString();
    };
  }

  private Part part() {
    var first = pattern.charAt(at++);
    return switch (first) {
      case '(' -> group();
      case '[' -> oneOf(characters());
      case '\\' -> oneOf(escaped(pattern.charAt(at++)));
      case '.' -> oneOf(ANY);
      case '$', '^' -> () -> "";
      default -> () -> String.valueOf(first);
    };
  }

  private Part group() {
    var ahead = pattern.startsWith("?!", at);
    if (is('?')) {
      at += 2;
    }
    var inner = alternatives();
    at++;
    return ahead ? () -> "" : inner;
  }

  private String characters() {
    var characters = new StringBuilder();
    while (!is(']')) {
      var from = pattern.charAt(at++);
      if (is('-') && pattern.charAt(at + 1) != ']') {
        var to = pattern.charAt(at + 1);
        at += 2;
        for (var each = from; each <= to; each++) {
          characters.append(each);
        }
      } else {
        characters.append(from);
      }
    }
    at++;
    return characters.toString();
  }

  private static String escaped(char character) {
    return switch (character) {
      case 'd' -> DIGITS;
      case 'S', 'w' -> LETTERS + DIGITS;
      default -> String.valueOf(character);
    };
  }

  private Part oneOf(String characters) {
    return () -> String.valueOf(characters.charAt(random.nextInt(characters.length())));
  }

  private Part quantified(Part part) {
    if (is('?')) {
      at++;
      return repeated(part, 0, 1);
    } else if (is('*')) {
      at++;
      return repeated(part, 0, MORE);
    } else if (is('+')) {
      at++;
      return repeated(part, 1, MORE);
    } else if (is('{')) {
      var end = pattern.indexOf('}', at);
      var counts = List.of(pattern.substring(at + 1, end).split(",", -1));
      at = end + 1;
      return repeated(
          part, Integer.parseInt(counts.get(0)), Integer.parseInt(counts.get(counts.size() - 1)));
    }
    return part;
  }

  /** Mostly a few, now and then as many as there may be. */
  private Part repeated(Part part, int least, int most) {
    return () -> {
      var usual = Math.min(most, least + MORE);
      var count = random.nextInt(12) == 0 ? most : least + random.nextInt(usual - least + 1);
      return String.join(
          "",
          java.util.Collections.nCopies(count, "").stream().map(nothing -> part.make()).toList());
    };
  }

  private boolean is(char character) {
    return at < pattern.length() && pattern.charAt(at) == character;
  }
}
