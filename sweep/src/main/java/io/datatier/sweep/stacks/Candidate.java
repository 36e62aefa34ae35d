package io.datatier.sweep.stacks;

import io.datatier.sweep.state.BadExport;
import java.io.IOException;
import java.io.InputStream;

/** A stack to judge. Nothing of it has been read yet. */
public interface Candidate {

  /** What it is called among the others: the same in every run over the same place. */
  String id();

  /** What changes when the stack changes, so that a run can tell what it has judged already. */
  String stamp();

  /**
   * Its export, ready to be read.
   *
   * @param most what is larger will not be read, so its exact size does not matter
   * @throws BadExport if it is not to be read
   * @throws IOException if it cannot be read
   */
  Content open(long most) throws BadExport, IOException;

  /**
   * An export.
   *
   * @param size in bytes; where that is over the most, anything over it
   */
  record Content(long size, InputStream stream) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
