package io.datatier.policy.aws;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** Common encodings of one text in another. */
final class Encodings {

  /**
   * The text in some bytes.
   *
   * @param size in bytes, after decompression
   * @param complete false if they decompress to more than the limit
   */
  record Decoded(Optional<String> text, int size, boolean complete) {}

  /** Of URLs, of strings in most languages, of HTML, and of MIME. */
  private static final List<Pattern> ESCAPES =
      List.of(
          Pattern.compile("%([0-9a-fA-F]{2})"),
          Pattern.compile("\\\\(?:u00|x)([0-9a-fA-F]{2})"),
          Pattern.compile("&#[xX]0*([0-9a-fA-F]{2});"),
          Pattern.compile("=([0-9A-F]{2})"));

  private static final Pattern DECIMAL = Pattern.compile("&#0*([0-9]{2,3});");
  private static final Pattern LINE_BREAK = Pattern.compile("\\\\r?\\\\?n|\\\\r");

  /** Not before a comment, which would be none behind an empty variable. */
  private static final Pattern SOFT_BREAK =
      Pattern.compile("[=\\\\]\\r?\\n(?![ \\t]*(?:#|//|;|--\\s))");

  /** Characters that each of these patterns needs. */
  private static final int SHORTEST = 16;

  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{16,}={0,2}");
  private static final Pattern HEX = Pattern.compile("(?:[0-9a-fA-F]{2}){16,}+");

  /** Possessive: backtracking over spaces would take quadratic time. */
  private static final Pattern WRAPPED = Pattern.compile("[A-Za-z0-9+/_\\-\\s]{16,}+={0,2}+\\s*+");

  /**
   * Base64 that MIME or YAML has broken into lines. It starts at the beginning of a line and is
   * possessive, because anything else would take quadratic time.
   */
  private static final Pattern BLOCK =
      Pattern.compile(
          "(?m)^[ \\t]*+(?:[A-Za-z0-9+/]{20,}+[ \\t]*+\\r?\\n[ \\t]*+)++[A-Za-z0-9+/]*+={0,2}+");

  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");
  private static final Pattern DOTS = Pattern.compile("[\\u3002\\uFF0E\\uFF61]");

  private Encodings() {}

  /** The text as a DNS resolver reads it: compatible characters unified, invisible ones removed. */
  static String normalise(String text) {
    if (text.chars().allMatch(c -> c < 128)) {
      return text;
    }
    var dotted = DOTS.matcher(text).replaceAll(".");
    return INVISIBLE.matcher(Normalizer.normalize(dotted, Normalizer.Form.NFKC)).replaceAll("");
  }

  /** The text with one kind of escapes decoded, once for each kind in it. */
  static List<String> unescaped(String text) {
    var unescaped = new ArrayList<String>();
    // Latin 1 is enough: host names are ASCII, and other characters only have to stay separate.
    for (var escape : ESCAPES) {
      replace(text, escape, 16).ifPresent(unescaped::add);
    }
    replace(text, DECIMAL, 10).ifPresent(unescaped::add);
    if (SOFT_BREAK.matcher(text).find()) {
      unescaped.add(SOFT_BREAK.matcher(text).replaceAll(""));
    }
    if (LINE_BREAK.matcher(text).find()) {
      unescaped.add(LINE_BREAK.matcher(text).replaceAll("\n"));
    }
    return unescaped;
  }

  private static Optional<String> replace(String text, Pattern escape, int radix) {
    var matcher = escape.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    return Optional.of(
        matcher.replaceAll(
            hit -> {
              var character = (char) Integer.parseInt(hit.group(1), radix);
              return Matcher.quoteReplacement(String.valueOf(character));
            }));
  }

  /** Every part of the text that may be base64 or hexadecimal. */
  static List<byte[]> bytesIn(String text) {
    var found = new ArrayList<byte[]>();
    if (text.length() < SHORTEST) {
      return found;
    }
    if (WRAPPED.matcher(text).matches()) {
      found.add(base64(text.replaceAll("\\s", "")));
    }
    BLOCK
        .matcher(text)
        .results()
        .forEach(hit -> found.add(base64(hit.group().replaceAll("\\s", ""))));
    BASE64.matcher(text).results().forEach(hit -> found.add(base64(hit.group())));
    HEX.matcher(text).results().forEach(hit -> found.add(HexFormat.of().parseHex(hit.group())));
    return found;
  }

  private static byte[] base64(String text) {
    var standard = text.replace('-', '+').replace('_', '/').replace("=", "");
    // One character too many is invalid base64; an adjoining word may have added it.
    var whole =
        standard.length() % 4 == 1 ? standard.substring(0, standard.length() - 1) : standard;
    return Base64.getDecoder().decode(whole);
  }

  /** Decodes bytes to text, after decompressing gzip and zlib. */
  static Decoded text(byte[] bytes, int most) {
    try (var inflated = inflate(bytes)) {
      var plain = inflated.readNBytes(most + 1);
      return plain.length > most
          ? new Decoded(Optional.empty(), plain.length, false)
          : new Decoded(printable(plain), plain.length, true);
    } catch (IOException notCompressed) {
      return new Decoded(printable(bytes), bytes.length, true);
    }
  }

  private static InputStream inflate(byte[] bytes) throws IOException {
    var raw = new ByteArrayInputStream(bytes);
    if (bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b) {
      return new GZIPInputStream(raw);
    }
    // RFC 1950, 2.2: deflate, and the first two bytes a multiple of 31.
    var zlib =
        bytes.length > 2
            && (bytes[0] & 0x0f) == 8
            && ((bytes[0] & 0xff) * 256 + (bytes[1] & 0xff)) % 31 == 0;
    return zlib ? new InflaterInputStream(raw) : raw;
  }

  /** Most words are valid base64; only what decodes to text counts. */
  private static Optional<String> printable(byte[] bytes) {
    // PowerShell's encoded commands are UTF-16 in base64.
    var charset = bytes.length > 1 && bytes[0] != 0 && bytes[1] == 0 ? UTF_16LE : UTF_8;
    var characters = CharBuffer.allocate(bytes.length);
    // Without an exception, which costs more than all else here.
    var end = charset.newDecoder().decode(ByteBuffer.wrap(bytes), characters, true);
    if (end.isError()) {
      return Optional.empty();
    }
    var text = characters.flip().toString();
    for (var index = 0; index < text.length(); index++) {
      var character = text.charAt(index);
      if (character < ' ' && !Character.isWhitespace(character)) {
        return Optional.empty();
      }
    }
    return Optional.of(text);
  }
}
