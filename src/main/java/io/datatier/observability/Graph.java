package io.datatier.observability;

import java.util.List;

/**
 * A graph of a dashboard.
 *
 * @param subject the name of the proxy or database
 * @param shown what it draws, which has one unit
 */
record Graph(String title, String subject, List<Measurement> shown) {

  Graph(String title, String subject, Measurement... shown) {
    this(title, subject, List.of(shown));
  }

  List<List<Object>> lines() {
    return shown.stream().flatMap(watched -> watched.lines(subject).stream()).toList();
  }
}
