package io.datatier.rehearsal.engine;

/** Told of every step as it goes. */
public interface Progress {

  /** Tells nobody. */
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
