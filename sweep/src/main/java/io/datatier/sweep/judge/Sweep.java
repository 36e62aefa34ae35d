package io.datatier.sweep.judge;

import io.datatier.sweep.results.ResultsFile;
import io.datatier.sweep.results.StackResult;
import io.datatier.sweep.stacks.Candidate;
import io.datatier.sweep.state.BadExport;
import io.datatier.sweep.state.ExportReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Judges stacks on several threads, and keeps each result as soon as there is one. */
public final class Sweep {

  /** What a rule may need that walks down deep properties. Memory is committed as it is used. */
  private static final long STACK = 64L << 20;

  private final Supplier<StackJudge> judges;
  private final ResultsFile results;
  private final Consumer<StackResult> onResult;
  private final Room room = new Room(Runtime.getRuntime().maxMemory());
  private final ConcurrentLinkedQueue<Candidate> waiting = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private volatile boolean stopped;
  private volatile CountDownLatch running = new CountDownLatch(0);

  /**
   * A sweep.
   *
   * @param judges makes one for each thread
   * @param onResult told of each result, on any thread
   */
  public Sweep(Supplier<StackJudge> judges, ResultsFile results, Consumer<StackResult> onResult) {
    this.judges = judges;
    this.results = results;
    this.onResult = onResult;
  }

  /**
   * Judges all of these stacks.
   *
   * @throws IOException if results cannot be written
   */
  public void judge(List<Candidate> stacks, int threads) throws IOException, InterruptedException {
    waiting.addAll(stacks);
    running = new CountDownLatch(threads);
    var workers = new ArrayList<Thread>();
    for (var index = 0; index < threads; index++) {
      var worker = new Thread(null, this::work, "judge " + index, STACK);
      worker.start();
      workers.add(worker);
    }
    for (var worker : workers) {
      worker.join();
    }
    var failure = failures.peek();
    if (failure instanceof UncheckedIOException unwritten) {
      throw unwritten.getCause();
    } else if (failure != null) {
      throw new IllegalStateException("a thread that judges stacks crashed", failure);
    }
  }

  /** Lets no more stacks begin, and waits a while for those that have. */
  public void stop() throws InterruptedException {
    stopped = true;
    running.await(10, TimeUnit.SECONDS);
  }

  private void work() {
    try {
      var judge = judges.get();
      for (var next = waiting.poll(); next != null && !stopped; next = waiting.poll()) {
        var result = judged(judge, next);
        // Interrupted, the CLI exports nothing: that is not a fault of the stack.
        if (result.isJudged() || !stopped) {
          keep(result);
        }
      }
    } catch (RuntimeException | Error failure) {
      failures.add(failure);
      stopped = true;
    } finally {
      running.countDown();
    }
  }

  private void keep(StackResult result) {
    try {
      results.add(result);
    } catch (IOException unwritten) {
      throw new UncheckedIOException(unwritten);
    }
    onResult.accept(result);
  }

  /** One that fills the memory may have met others there, or taken theirs. */
  private StackResult judged(StackJudge judge, Candidate stack) {
    try {
      return judged(judge, stack, false);
    } catch (OutOfMemoryError full) {
      try {
        return judged(judge, stack, true);
      } catch (OutOfMemoryError fullAgain) {
        return StackResult.unjudged(
            stack.id(), stack.stamp(), "needs more memory than the heap has: raise it with -Xmx");
      }
    }
  }

  private StackResult judged(StackJudge judge, Candidate stack, boolean alone) {
    var stamp = stack.stamp();
    try (var content = stack.open(room.most())) {
      var taken = room.take(content.size(), alone);
      try {
        var deployment = ExportReader.read(content.stream());
        return new StackResult(
            stack.id(), stamp, deployment.name(), deployment.size(), judge.judge(deployment), "");
      } finally {
        room.give(taken);
      }
    } catch (BadExport bad) {
      return StackResult.unjudged(stack.id(), stamp, bad.fault());
    } catch (IOException unreadable) {
      return StackResult.unjudged(stack.id(), stamp, "cannot be read: " + reason(unreadable));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return StackResult.unjudged(stack.id(), stamp, "was not judged: the sweep was interrupted");
    }
  }

  private static String reason(IOException unreadable) {
    return unreadable instanceof AccessDeniedException
        ? "permission denied"
        : unreadable instanceof NoSuchFileException
            ? "it is gone"
            : String.valueOf(unreadable.getMessage());
  }
}
