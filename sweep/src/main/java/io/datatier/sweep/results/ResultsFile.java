package io.datatier.sweep.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The results of a sweep in a file: one line of JSON for what they have in common, then one for
 * each stack in the order in which they were judged. A run that was interrupted leaves a file that
 * ends early, perhaps within a line; the next run goes on after its last whole line.
 */
public final class ResultsFile implements AutoCloseable {

  static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private final RandomAccessFile file;
  private final SweepFacts facts;

  /** Where a stack's line begins. */
  private final Map<String, Long> places = new HashMap<>();

  private ResultsFile(RandomAccessFile file, SweepFacts facts) {
    this.file = file;
    this.facts = facts;
  }

  /**
   * Opens results to write them, with those that are there already of stacks that have not changed,
   * if the file is of the same sweep.
   *
   * @param stamps of all stacks, by their ids
   * @param anew told why nothing that is there is of use, as what follows "is"
   * @throws IOException if it cannot be written
   * @throws IllegalArgumentException if the file holds something else
   */
  public static ResultsFile resume(
      Path path, SweepFacts facts, Map<String, String> stamps, Consumer<String> anew)
      throws IOException {
    try (var draft = Draft.of(path)) {
      try (var out = draft.open()) {
        out.write(line(facts));
        if (Files.exists(path) && Files.size(path) > 0) {
          try (var before = read(path)) {
            var unlike = before.unlike(facts);
            unlike.ifPresent(anew);
            if (unlike.isEmpty()) {
              before.copy(stamps, out);
            }
          }
        }
      }
      draft.finish();
    }
    var results = new ResultsFile(new RandomAccessFile(path.toFile(), "rw"), facts);
    results.index();
    return results;
  }

  private Optional<String> unlike(SweepFacts other) {
    return facts
        .unlike(other)
        .or(
            () ->
                facts.shard().equals(other.shard())
                    ? Optional.empty()
                    : Optional.of("of shard " + facts.shard()));
  }

  private void copy(Map<String, String> stamps, OutputStream out) throws IOException {
    for (var id : ids()) {
      var result = result(id);
      var stamp = stamps.getOrDefault(id, "");
      if (result.isJudged() && !stamp.isEmpty() && result.stamp().equals(stamp)) {
        out.write(line(result));
      }
    }
  }

  /**
   * Opens results to read them.
   *
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if it holds no results
   */
  public static ResultsFile read(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException("there is no file " + path);
    }
    var file = new RandomAccessFile(path.toFile(), "r");
    var facts = firstLine(file);
    if (facts.isEmpty()) {
      file.close();
      throw new IllegalArgumentException(path + " contains no results of a sweep");
    }
    var results = new ResultsFile(file, facts.get());
    results.index();
    return results;
  }

  private static Optional<SweepFacts> firstLine(RandomAccessFile file) throws IOException {
    file.seek(0);
    var line = new Lines(file).next();
    return line == null ? Optional.empty() : parsed(line, SweepFacts.class);
  }

  /** Gson knows nothing of null: an object of ours has all its parts, or is none. */
  private static <T extends Record> Optional<T> parsed(byte[] line, Class<T> type) {
    try {
      var value = GSON.fromJson(new String(line, UTF_8), type);
      if (value == null) {
        return Optional.empty();
      }
      for (var part : type.getRecordComponents()) {
        if (part.getAccessor().invoke(value) == null) {
          return Optional.empty();
        }
      }
      return Optional.of(value);
    } catch (RuntimeException | ReflectiveOperationException malformed) {
      // A constructor that meets null fails within Gson, which wraps that in no type of its own.
      return Optional.empty();
    }
  }

  /** Finds the lines of stacks. What follows the last whole one was not written to its end. */
  private void index() throws IOException {
    file.seek(0);
    var lines = new Lines(file);
    lines.next();
    var end = lines.position();
    for (var line = lines.next(); line != null; line = lines.next()) {
      var offset = end;
      var result = parsed(line, StackResult.class);
      if (result.isEmpty()) {
        return;
      }
      end = lines.position();
      places.put(result.get().id(), offset);
    }
  }

  private static byte[] line(Object value) {
    return (GSON.toJson(value) + "\n").getBytes(UTF_8);
  }

  /** Adds what became of a stack. It is in the file when this returns. */
  public synchronized void add(StackResult result) throws IOException {
    var offset = file.length();
    file.seek(offset);
    file.write(line(result));
    places.put(result.id(), offset);
  }

  /** Whether there is a result of a stack. */
  public boolean has(String id) {
    return places.containsKey(id);
  }

  /** What is common to all. */
  public SweepFacts facts() {
    return facts;
  }

  /** The stacks with results. */
  public List<String> ids() {
    return new ArrayList<>(places.keySet());
  }

  /**
   * The result of a stack.
   *
   * @param id one of {@link #ids}
   */
  public synchronized StackResult result(String id) throws IOException {
    var place = places.get(id);
    if (place == null) {
      throw new IllegalArgumentException("there is no result of " + id);
    }
    file.seek(place);
    var line = new Lines(file).next();
    return Optional.ofNullable(line)
        .flatMap(it -> parsed(it, StackResult.class))
        .orElseThrow(() -> new IOException("the results changed while they were read"));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  /** Whole lines of a file, from where it stands. */
  private static final class Lines {

    private final RandomAccessFile file;
    private final byte[] buffer = new byte[1 << 16];
    private long position;
    private int filled;
    private int read;

    Lines(RandomAccessFile file) throws IOException {
      this.file = file;
      this.position = file.getFilePointer();
    }

    /** Where the next line begins. */
    long position() {
      return position;
    }

    /** The next line without its end, or null if there is none that has ended. */
    byte @Nullable [] next() throws IOException {
      var line = new ByteArrayOutputStream();
      while (true) {
        while (read < filled) {
          var each = buffer[read++];
          if (each == '\n') {
            position += line.size() + 1;
            return line.toByteArray();
          }
          line.write(each);
        }
        filled = file.read(buffer);
        read = 0;
        if (filled < 0) {
          filled = 0;
          return null;
        }
      }
    }
  }
}
