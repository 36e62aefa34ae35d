package io.datatier.rehearsal.report;

/** A part of a page with a heading, to which the contents link. */
final class Section {

  private Section() {}

  static Html of(String id, String title) {
    return Html.of("section")
        .with("id", id)
        .with("aria-labelledby", id + "-title")
        .add(Html.of("h2", title).with("id", id + "-title"));
  }
}
