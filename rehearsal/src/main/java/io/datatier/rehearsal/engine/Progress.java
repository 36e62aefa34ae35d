package io.datatier.rehearsal.engine;

/** Receives the progress of a rehearsal. */
public interface Progress {

  /** Ignores all progress. */
  Progress SILENT =
      new Progress() {
        @Override
        public void started(String step) {}

        @Override
        public void finished(Step step) {}
      };

  void started(String step);

  /** Not called for a step that fails. */
  void finished(Step step);
}
