package io.datatier.rehearsal.fault;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;

/** The kinds of fault, as named in a fault file. */
enum FaultKind {
  FAIL,
  THROTTLE,
  SLOW,
  DIE_BEFORE,
  DIE_AFTER,
  SILENT;

  private static final long LONGEST_PAUSE = 24 * 60 * 60;
  private static final long DEFAULT_PAUSE = 10;

  /** The keys specific to this kind. */
  List<String> keys() {
    return switch (this) {
      case FAIL -> List.of("code", "message");
      case THROTTLE -> List.of("times");
      case SLOW -> List.of("seconds");
      case DIE_BEFORE, DIE_AFTER, SILENT -> List.of();
    };
  }

  Effect read(JsonFields json) {
    return switch (this) {
      case FAIL ->
          new Effect.Fail(
              json.text("code").orElse(Effect.Fail.INTERNAL.code()),
              json.text("message").orElse(Effect.Fail.INTERNAL.message()));
      case THROTTLE ->
          new Effect.Throttle(json.whole("times", 1, Integer.MAX_VALUE).orElse(1L).intValue());
      case SLOW ->
          new Effect.Slow(
              Duration.ofSeconds(json.whole("seconds", 1, LONGEST_PAUSE).orElse(DEFAULT_PAUSE)));
      case DIE_BEFORE -> new Effect.DieBefore();
      case DIE_AFTER -> new Effect.DieAfter();
      case SILENT -> new Effect.Silent();
    };
  }

  void write(JsonObject json) {
    json.addProperty("fault", JsonFields.word(this));
  }
}
