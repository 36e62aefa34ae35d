package io.datatier.config;

import io.datatier.config.Form.Group;
import io.datatier.config.Form.Listed;
import io.datatier.config.Form.Mapped;
import io.datatier.config.Form.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The keys that a record of settings has, as page and schema show them. */
public final class Keys {

  private Keys() {}

  /** The keys of {@code namespace}, which are the components of {@code type}. */
  public static Section of(String namespace, Class<? extends Record> type) {
    return Section.of(namespace, "", keys(Forms.group(type)).toArray(Key[]::new));
  }

  private static List<Key> keys(Group group) {
    return group.parts().stream().flatMap(Keys::keys).toList();
  }

  private static Stream<Key> keys(Part part) {
    if (part.isContext()) {
      return Stream.empty();
    }
    if (!part.isFlat()) {
      return Stream.of(key(part));
    }
    return part.form() instanceof Choice choice
        ? named(choice, choice.chosenBy().orElseThrow())
        : keys((Group) part.form()).stream();
  }

  private static Key key(Part part) {
    var words = part.annotation(Allows.class).map(Allows::value).orElse("");
    var form = part.form();
    if (form instanceof Value value) {
      return setting(part, value, phrase(part, value) + words);
    } else if (form instanceof Listed list) {
      return list(part, list, words);
    } else if (form instanceof Mapped map) {
      return new SettingMap<>(setting(part, map.each(), words));
    } else if (form instanceof Spelling either) {
      return new SettingOrSection<>(
          setting(part, either.value(), words),
          section(part.name(), "", Section.Alternative.of("", array(either.object()))));
    }
    var alternatives =
        form instanceof Choice choice
            ? choice.options().stream().map(Keys::alternative).toList()
            : List.of(Section.Alternative.of("", array((Group) form)));
    return new Section(part.name(), words, alternatives, part.purpose());
  }

  private static Key list(Part part, Listed list, String words) {
    var size = list.size().or(part::range).orElse(new Range("0", "", ""));
    var least = size.least().isEmpty() ? 0 : Integer.parseInt(size.least());
    var most = size.most().isEmpty() ? Integer.MAX_VALUE : Integer.parseInt(size.most());
    return list.each() instanceof Value value
        ? new SettingList<>(setting(part, value, words), least, most)
        : new SectionList(
            section(part.name(), words, Section.Alternative.of("", array((Group) list.each()))),
            least,
            most,
            part.purpose());
  }

  private static Section.Alternative alternative(Choice.Option option) {
    var said = option.said();
    return said.under().isEmpty()
        ? Section.Alternative.of(said.title(), array(option.group()))
        : Section.Alternative.of(
            said.title(),
            section(said.under(), said.allows(), Section.Alternative.of("", array(option.group())))
                .required(said.title()));
  }

  private static Section section(String name, String prose, Section.Alternative alternative) {
    return new Section(name, prose, List.of(alternative), Optional.empty());
  }

  private static Key[] array(Group group) {
    return keys(group).toArray(Key[]::new);
  }

  /** The key that chooses, then those of every alternative. */
  private static Stream<Key> named(Choice choice, ChosenBy by) {
    var names = choice.options().stream().map(option -> option.said().named()).toList();
    var chooser =
        new Setting<>(
            by.key(),
            Kind.TEXT,
            Kind.TEXT::read,
            String.join(", ", names) + by.allows(),
            new Bounds.OneOf(names),
            new Default.Value(by.byDefault()),
            Optional.empty());
    return Stream.concat(
        Stream.of(chooser),
        choice.options().stream()
            .flatMap(
                option ->
                    keys(option.group()).stream()
                        .map(
                            key ->
                                option.said().named().equals(by.byDefault()) ? key : other(key))));
  }

  /** A key that is not there by default has its default only with its alternative. */
  private static Key other(Key key) {
    return key instanceof Setting<?> setting && setting.byDefault() instanceof Default.Value value
        ? setting.otherwise(value.text())
        : key;
  }

  private static String phrase(Part part, Value value) {
    return part.range().map(Range::phrase).orElse(value.phrase());
  }

  private static Setting<Object> setting(Part part, Value value, String allowed) {
    return new Setting<>(
        part.name(),
        value.kind(),
        value.conversion(),
        allowed,
        bounds(part, value),
        byDefault(part),
        part.purpose());
  }

  private static Bounds bounds(Part part, Value value) {
    return part.form().equals(value) && part.range().isPresent()
        ? between(part.range().get())
        : value.bounds();
  }

  private static Bounds between(Range range) {
    return new Bounds.Between(
        range.least(), Optional.of(range.most()).filter(most -> !most.isEmpty()));
  }

  private static Default byDefault(Part part) {
    var words = part.annotation(Otherwise.class).map(Otherwise::value);
    var given = part.annotation(ByDefault.class).map(ByDefault::value);
    return words
        .<Default>map(Default.Words::new)
        .or(
            () ->
                given.map(
                    text ->
                        part.form() instanceof Listed
                            ? new Default.Words("`" + text.replace(", ", "`, `") + "`")
                            : new Default.Value(text)))
        .orElseGet(Default.None::new);
  }
}
