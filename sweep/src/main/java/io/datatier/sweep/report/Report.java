package io.datatier.sweep.report;

import io.datatier.sweep.results.Results;
import java.io.IOException;
import java.io.Writer;

/** A form in which results are reported. None keeps more than one stack in memory. */
public interface Report {

  /** Writes all results. */
  void write(Results results, Writer out) throws IOException;
}
