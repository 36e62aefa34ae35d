package io.datatier.sweep.judge;

import io.datatier.sweep.state.BadExport;
import java.util.concurrent.Semaphore;

/**
 * The memory that exports may take at a time. An export in memory is about ten times as large as
 * its text, so the heap bounds what is read at once, however many threads there are.
 */
final class Room {

  private static final int BLOCK = 1 << 16;

  /** Of the heap, for the text of all exports that are in memory. */
  private static final int SHARE = 20;

  /** Of the heap, for the text of one that is alone in memory. */
  private static final int LARGEST = 12;

  private final long heap;
  private final int blocks;
  private final Semaphore free;

  Room(long heap) {
    this.heap = heap;
    this.blocks = (int) Math.max(1, Math.min(Integer.MAX_VALUE, heap / SHARE / BLOCK));
    this.free = new Semaphore(blocks, true);
  }

  /** How large the text of an export may be, in bytes. */
  long most() {
    return heap / LARGEST;
  }

  /**
   * Waits until there is room for an export.
   *
   * @param alone whether nothing else may be in memory
   * @return what to give back
   * @throws BadExport if there never is
   */
  int take(long size, boolean alone) throws BadExport, InterruptedException {
    if (size > most()) {
      throw new BadExport(
          "is larger than the %,d MB that a heap of %,d MB has room for: raise it with -Xmx"
              .formatted(megabytes(most()), megabytes(heap)));
    }
    var needed = alone ? blocks : (int) Math.min(blocks, size / BLOCK + 1);
    free.acquire(needed);
    return needed;
  }

  void give(int taken) {
    free.release(taken);
  }

  private static long megabytes(long bytes) {
    return bytes >> 20;
  }
}
