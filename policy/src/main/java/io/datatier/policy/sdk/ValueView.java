package io.datatier.policy.sdk;

import io.datatier.policy.sdk.PropertyValue.Bool;
import io.datatier.policy.sdk.PropertyValue.Elements;
import io.datatier.policy.sdk.PropertyValue.Fields;
import io.datatier.policy.sdk.PropertyValue.Marked;
import io.datatier.policy.sdk.PropertyValue.Null;
import io.datatier.policy.sdk.PropertyValue.Numeric;
import io.datatier.policy.sdk.PropertyValue.Output;
import io.datatier.policy.sdk.PropertyValue.Secret;
import io.datatier.policy.sdk.PropertyValue.Text;
import io.datatier.policy.sdk.PropertyValue.Unknown;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place in a resource's properties. Reading never fails: the result is known, unknown or absent.
 * Paths are written as in {@link PropertyPath}; the empty path reads the place itself.
 */
public final class ValueView {

  /** Texts that are not UTF-8 arrive in base64 (pulumi/pulumi, sdk/go/common/resource/sig). */
  private static final String BYTES = "803fd3297a5875dc03ca845dda5d2a98";

  private static final String ASSET = "c44067f5952c0a294b673a41bacd8c17";
  private static final String ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";

  /** What {@code pulumi policy analyze} sends for a secret that it cannot decrypt. */
  private static final PropertyValue REDACTED = new Text("[secret]");

  /** A step and where it is taken from; most places are never named, so that none has its path. */
  private record Place(@Nullable Place above, Object step) {

    void appendTo(StringBuilder path) {
      if (above != null) {
        above.appendTo(path);
      }
      PropertyPath.append(path, step);
    }
  }

  private final @Nullable Place place;
  private final @Nullable PropertyValue value;
  private final boolean secret;

  private ValueView(@Nullable Place place, @Nullable PropertyValue value, boolean secret) {
    this.place = place;
    this.value = value;
    this.secret = secret;
  }

  static ValueView of(Fields properties) {
    return new ValueView(null, properties, false);
  }

  /** Unwraps secrets and outputs, which only annotate a value. */
  private static ValueView of(@Nullable Place path, @Nullable PropertyValue value, boolean secret) {
    if (value instanceof Secret hidden) {
      var redacted = REDACTED.equals(hidden.value());
      return of(path, redacted ? new Unknown(Unknown.Kind.TEXT) : hidden.value(), true);
    } else if (value instanceof Output output) {
      var inner = output.value();
      var known = inner == null ? new Unknown(Unknown.Kind.TEXT) : inner;
      return of(path, known, secret || output.isSecret());
    } else if (value instanceof Null) {
      return new ValueView(path, null, secret);
    } else if (value instanceof Marked marked && marked.signature().equals(BYTES)) {
      return new ValueView(path, decode(marked), secret);
    } else if (value instanceof Text text) {
      return new ValueView(path, known(text), secret);
    }
    return new ValueView(path, value, secret);
  }

  /** Without the sign for what is unknown, or a text that has it would be taken for a part. */
  private static Text known(Text text) {
    return text.value().contains(Unknown.PART)
        ? new Text(text.value().replace(Unknown.PART, ""))
        : text;
  }

  private static PropertyValue decode(Marked bytes) {
    if (bytes.fields().values().get("value") instanceof Text text) {
      try {
        var decoded = Base64.getDecoder().decode(text.value());
        return known(new Text(new String(decoded, StandardCharsets.UTF_8)));
      } catch (IllegalArgumentException notBase64) {
        return bytes;
      }
    }
    return bytes;
  }

  /** The path from the resource's properties. */
  public String path() {
    if (place == null) {
      return "";
    }
    var path = new StringBuilder();
    place.appendTo(path);
    return path.toString();
  }

  /** Whether only the update knows the value. */
  public boolean isUnknown() {
    return value instanceof Unknown;
  }

  /**
   * A known text, or the known parts of one with {@link Unknown#PART} in the place of the others.
   * Numbers and booleans are converted, as in providers.
   */
  public Optional<String> legible() {
    return value instanceof Unknown unknown
        ? Optional.of(unknown.form()).filter(form -> !form.isEmpty())
        : Optional.ofNullable(value).map(PropertyValue::asText);
  }

  /** Whether there is no value, or Pulumi's null. */
  public boolean isAbsent() {
    return value == null;
  }

  /** Whether this value, or one that contains it, is marked as secret. */
  public boolean isSecret() {
    return secret;
  }

  /** Whether the same stands at another place. */
  public boolean holdsWhat(ValueView other) {
    return Objects.equals(value, other.value);
  }

  /** The place below this one. Everything below an unknown value is unknown. */
  public ValueView at(String below) {
    if (below.isEmpty()) {
      return this;
    }
    var view = this;
    for (var step : PropertyPath.parse(below).steps()) {
      view = view.step(step);
    }
    return view;
  }

  private ValueView step(Object step) {
    if (value instanceof Unknown) {
      return this;
    } else if (step instanceof Integer index) {
      var elements = value instanceof Elements list ? list.values() : List.<PropertyValue>of();
      return of(
          new Place(place, index), index < elements.size() ? elements.get(index) : null, secret);
    }
    var key = step.toString();
    var field = value instanceof Fields fields ? fields.values().get(key) : null;
    return of(new Place(place, key), field, secret);
  }

  /** A boolean; the texts "true" and "false" count, as in providers. */
  public Reading<Boolean> bool(String below) {
    return at(below).read("a boolean", ValueView::asBool);
  }

  /** A text; numbers and booleans are converted, as in providers. */
  public Reading<String> text(String below) {
    return at(below).read("a text", PropertyValue::asText);
  }

  /** A number; texts of digits count, as in providers. */
  public Reading<Double> number(String below) {
    return at(below).read("a number", ValueView::asNumber);
  }

  /** A list, with a place for each element. */
  public Reading<List<ValueView>> list(String below) {
    var view = at(below);
    return view.read("a list", found -> found instanceof Elements ? view.children() : null);
  }

  /** An object. */
  public Reading<ValueView> object(String below) {
    var view = at(below);
    return view.read("an object", found -> found instanceof Fields ? view : null);
  }

  private <T> Reading<T> read(String kind, Function<PropertyValue, @Nullable T> as) {
    if (value == null) {
      return Reading.absent(this::path);
    } else if (value instanceof Unknown) {
      return Reading.unknown(this::path);
    }
    var known = as.apply(value);
    return known != null
        ? Reading.known(this::path, known, secret)
        : Reading.ofAnotherKind(this::path, "is %s, not %s".formatted(value.description(), kind));
  }

  /** The places directly below: the elements of a list or fields of an object. */
  public List<ValueView> children() {
    if (value instanceof Elements elements) {
      return IntStream.range(0, elements.values().size()).mapToObj(this::step).toList();
    } else if (value instanceof Fields fields) {
      return fields.values().keySet().stream().map(this::step).toList();
    }
    return List.of();
  }

  /** Every non-empty place at or below this one without places below it. */
  public List<ValueView> leaves() {
    var leaves = new ArrayList<ValueView>();
    collect(leaves);
    return leaves;
  }

  private void collect(List<ValueView> leaves) {
    if (value instanceof Elements || value instanceof Fields) {
      children().forEach(child -> child.collect(leaves));
    } else if (value != null) {
      leaves.add(this);
    }
  }

  /** The texts of assets at or below this place, whether they stand alone or in an archive. */
  public List<ValueView> assetTexts() {
    return leaves().stream().flatMap(ValueView::ofAsset).toList();
  }

  private Stream<ValueView> ofAsset() {
    if (!(value instanceof Marked marked)) {
      return Stream.empty();
    }
    var fields = marked.fields().values();
    if (marked.signature().equals(ASSET)) {
      return Stream.ofNullable(fields.get("text")).map(text -> of(place, text, secret));
    }
    return marked.signature().equals(ARCHIVE)
        ? of(place, fields.get("assets"), secret).assetTexts().stream()
        : Stream.empty();
  }

  /** The texts at or below this place that are marked as secret. */
  List<String> secretTexts() {
    var texts = new ArrayList<String>();
    collectSecrets(texts);
    return texts;
  }

  /** Of every resource of a stack; nobody asks where they are. */
  private void collectSecrets(List<String> texts) {
    if (value instanceof Text text && secret) {
      texts.add(text.value());
    } else if (value != null) {
      value.children().forEach(child -> of(null, child, secret).collectSecrets(texts));
    }
  }

  private static @Nullable Boolean asBool(PropertyValue value) {
    if (value instanceof Bool bool) {
      return bool.value();
    } else if (value instanceof Text text) {
      return switch (text.value().toLowerCase(Locale.ROOT)) {
        case "true" -> true;
        case "false" -> false;
        default -> null;
      };
    }
    return null;
  }

  private static @Nullable Double asNumber(PropertyValue value) {
    if (value instanceof Numeric number) {
      return number.value();
    } else if (value instanceof Text text) {
      try {
        return Double.valueOf(text.value());
      } catch (NumberFormatException notANumber) {
        return null;
      }
    }
    return null;
  }
}
