package io.datatier.policy.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * A text and every text wrapped in it: percent-encoded, escaped as in JSON, in base64, zipped, and
 * one in the other. Depth and size are bounded, so that no text takes more than milliseconds.
 *
 * @param texts the text itself, normalised, and what was found in it
 * @param complete whether everything was unwrapped; false if a bound was met first
 */
record TextLayers(Set<String> texts, boolean complete) {

  private static final int DEEPEST = 4;

  /** Lambda takes 4 KB of environment in all (Lambda quotas); user data 16 KB. */
  private static final int LARGEST = 256 * 1024;

  private static final Pattern PERCENT = Pattern.compile("%([0-9a-fA-F]{2})");
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-fA-F]{4})");
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{16,}={0,2}");

  /** Possessive, for giving back one space after the other would take the square of the size. */
  private static final Pattern WRAPPED = Pattern.compile("[A-Za-z0-9+/_\\-\\s]{16,}+={0,2}+\\s*+");

  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");
  private static final Pattern DOTS = Pattern.compile("[\\u3002\\uFF0E\\uFF61]");

  static TextLayers of(String text) {
    if (text.length() > LARGEST) {
      return new TextLayers(Set.of(text.substring(0, LARGEST)), false);
    }
    var unwrapping = new Unwrapping();
    unwrapping.add(text, 0);
    return new TextLayers(unwrapping.texts, unwrapping.complete);
  }

  /**
   * What a resolver would take the text for: compatible characters are one, invisible ones none.
   */
  private static String normalise(String text) {
    if (text.chars().allMatch(c -> c < 128)) {
      return text;
    }
    var dotted = DOTS.matcher(text).replaceAll(".");
    return INVISIBLE.matcher(Normalizer.normalize(dotted, Normalizer.Form.NFKC)).replaceAll("");
  }

  private static final class Unwrapping {

    private final Set<String> texts = new LinkedHashSet<>();
    private int left = LARGEST;
    private boolean complete = true;

    private void add(String wrapped, int depth) {
      var text = normalise(wrapped);
      if (texts.contains(text)) {
        return;
      }
      if (depth > DEEPEST || text.length() > left) {
        complete = false;
        return;
      }
      left -= text.length();
      texts.add(text);
      for (var inner : inside(text)) {
        add(inner, depth + 1);
      }
    }

    private List<String> inside(String text) {
      var inner = new ArrayList<String>();
      if (PERCENT.matcher(text).find()) {
        inner.add(unpercent(text));
      }
      if (ESCAPE.matcher(text).find()) {
        inner.add(
            ESCAPE
                .matcher(text)
                .replaceAll(hit -> quote((char) Integer.parseInt(hit.group(1), 16))));
      }
      if (WRAPPED.matcher(text).matches()) {
        decode(text.replaceAll("\\s", "")).ifPresent(inner::add);
      }
      BASE64.matcher(text).results().forEach(hit -> decode(hit.group()).ifPresent(inner::add));
      return inner;
    }

    private static String unpercent(String text) {
      // Latin 1 suffices: host names are ASCII, and the rest only has to stay out of their way.
      return PERCENT
          .matcher(text)
          .replaceAll(hit -> quote((char) Integer.parseInt(hit.group(1), 16)));
    }

    private static String quote(char character) {
      return Matcher.quoteReplacement(String.valueOf(character));
    }

    private Optional<String> decode(String base64) {
      var standard = base64.replace('-', '+').replace('_', '/').replace("=", "");
      // One character too many is no base64; a word glued to it may be the reason.
      var whole =
          standard.length() % 4 == 1 ? standard.substring(0, standard.length() - 1) : standard;
      var bytes = Base64.getDecoder().decode(whole);
      return bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b
          ? unzip(bytes)
          : printable(bytes);
    }

    private Optional<String> unzip(byte[] bytes) {
      try (var zip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        var unzipped = zip.readNBytes(left + 1);
        if (unzipped.length > left) {
          complete = false;
          return Optional.empty();
        }
        return printable(unzipped);
      } catch (IOException notZipped) {
        return Optional.empty();
      }
    }

    /** Most words are base64 of something; only what decodes to text is looked into. */
    private static Optional<String> printable(byte[] bytes) {
      try {
        var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        var odd = text.chars().filter(c -> c < 32 && !Character.isWhitespace(c)).findAny();
        return odd.isPresent() ? Optional.empty() : Optional.of(text);
      } catch (CharacterCodingException notText) {
        return Optional.empty();
      }
    }
  }
}
