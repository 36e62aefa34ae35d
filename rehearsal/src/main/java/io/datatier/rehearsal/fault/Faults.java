package io.datatier.rehearsal.fault;

import io.datatier.rehearsal.account.CallCounts;
import io.datatier.rehearsal.value.Sha256;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The faults of an account.
 *
 * @param seed decides which calls meet a {@code oneIn} fault
 * @param all in the order in which they are tried
 */
public record Faults(long seed, List<Fault> all) {

  /** No faults. */
  public static final Faults NONE = new Faults(0, List.of());

  public Faults {
    all = List.copyOf(all);
  }

  /**
   * Reads a fault file; docs/rehearsal.md describes it.
   *
   * @throws IOException if the file cannot be read
   * @throws InvalidFaults if it is invalid; the message names every problem
   */
  public static Faults read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  /**
   * Reads the text of a fault file.
   *
   * @throws InvalidFaults if it is invalid; the message names every problem
   */
  public static Faults parse(String text) {
    return FaultJson.read(text);
  }

  /** Writes a fault file. */
  public void write(Path file) throws IOException {
    Files.writeString(file, text());
  }

  /** The text of the fault file. */
  public String text() {
    return FaultJson.write(this);
  }

  /** Identifies these faults in an account's counts. Counting restarts when they change. */
  public String digest() {
    return HexFormat.of().formatHex(Sha256.of(text()), 0, 6);
  }

  /** Whether any of these can ever apply to that call. */
  public boolean concern(Call call) {
    return all.stream().anyMatch(fault -> fault.target().matches(call));
  }

  /**
   * A counted call.
   *
   * @param counts of all calls so far
   * @param due the fault that applies to this call
   */
  public record Counted(CallCounts counts, Optional<Fault> due) {}

  /** Counts a call and returns the first fault that is due. */
  public Counted count(CallCounts before, Call call) {
    var counts = before.under(digest());
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).target().matches(call) && isDue(i, counts, call)) {
        return new Counted(counts.making(call.line()).meeting(i), Optional.of(all.get(i)));
      }
    }
    return new Counted(counts.making(call.line()), Optional.empty());
  }

  private boolean isDue(int place, CallCounts before, Call call) {
    var fault = all.get(place);
    if (fault.occasion() instanceof Occasion.OneIn chance) {
      var drawn = "%d %d %s %d".formatted(seed, place, call.line(), before.made(call.line()));
      return new BigInteger(1, Sha256.of(drawn)).mod(BigInteger.valueOf(chance.calls())).signum()
          == 0;
    }
    return fault.occasion().equals(new Occasion.Nth(matching(fault, before) + 1));
  }

  /** How many of the calls so far match a fault. */
  private static int matching(Fault fault, CallCounts made) {
    return made.made().entrySet().stream()
        .filter(entry -> fault.target().matches(Call.ofLine(entry.getKey())))
        .mapToInt(Map.Entry::getValue)
        .sum();
  }
}
