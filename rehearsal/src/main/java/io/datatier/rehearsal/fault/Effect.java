package io.datatier.rehearsal.fault;

import com.google.gson.JsonObject;
import io.datatier.rehearsal.account.AwsFault;
import java.time.Duration;
import java.util.function.Supplier;

/** What a fault does to a call. */
public sealed interface Effect {

  /**
   * How many times the provider sends a throttled request before it gives up, including the first:
   * its {@code max_retries} defaults to 25 (terraform-provider-aws, internal/provider/provider.go),
   * which the SDK uses as its number of attempts (aws-sdk-go-base, aws_config.go).
   */
  int ATTEMPTS = 25;

  /**
   * Makes a call with this effect.
   *
   * @param work the call's work in AWS
   */
  <T> T apply(Call call, Supplier<T> work, Machine machine);

  /** Adds what it says to a fault of a fault file. */
  void write(JsonObject fault);

  /**
   * AWS refuses the call for a reason that the provider does not retry.
   *
   * @param code AWS's error code
   * @param message AWS's error message
   */
  record Fail(String code, String message) implements Effect {

    /** A service's generic error. */
    public static final Fail INTERNAL =
        new Fail("InternalFailure", "An internal error has occurred.");

    @Override
    public <T> T apply(Call call, Supplier<T> work, Machine machine) {
      throw new AwsFault(code, message);
    }

    @Override
    public void write(JsonObject fault) {
      FaultKind.FAIL.write(fault);
      fault.addProperty("code", code);
      fault.addProperty("message", message);
    }
  }

  /**
   * AWS throttles the call. The provider retries, and succeeds unless all of its {@link #ATTEMPTS}
   * are throttled.
   *
   * @param times in a row
   */
  record Throttle(int times) implements Effect {

    private static final String CODE = "ThrottlingException";

    @Override
    public <T> T apply(Call call, Supplier<T> work, Machine machine) {
      if (times >= ATTEMPTS) {
        throw new AwsFault(CODE, "Rate exceeded. The provider tried %d times.".formatted(ATTEMPTS));
      }
      machine.say(
          "%s of %s: AWS throttled it %s (%s: Rate exceeded), and the provider retried."
              .formatted(
                  call.kind().word(),
                  call.resource(),
                  times == 1 ? "once" : times + " times",
                  CODE));
      return work.get();
    }

    @Override
    public void write(JsonObject fault) {
      FaultKind.THROTTLE.write(fault);
      fault.addProperty("times", times);
    }
  }

  /**
   * AWS is slow.
   *
   * @param time the delay before anything happens
   */
  record Slow(Duration time) implements Effect {

    @Override
    public <T> T apply(Call call, Supplier<T> work, Machine machine) {
      machine.pause(time);
      return work.get();
    }

    @Override
    public void write(JsonObject fault) {
      FaultKind.SLOW.write(fault);
      fault.addProperty("seconds", time.toSeconds());
    }
  }

  /** The plugin dies before AWS receives the call. */
  record DieBefore() implements Effect {

    @Override
    public <T> T apply(Call call, Supplier<T> work, Machine machine) {
      machine.die();
      throw aborted();
    }

    @Override
    public void write(JsonObject fault) {
      FaultKind.DIE_BEFORE.write(fault);
    }
  }

  /** AWS does the work, and the plugin dies before it can report it. */
  record DieAfter() implements Effect {

    @Override
    public <T> T apply(Call call, Supplier<T> work, Machine machine) {
      var unused = work.get();
      machine.die();
      throw aborted();
    }

    @Override
    public void write(JsonObject fault) {
      FaultKind.DIE_AFTER.write(fault);
    }
  }

  /** AWS does the work, and its answer never arrives: the call lasts as long as the plugin. */
  record Silent() implements Effect {

    private static final Duration FOR_EVER = Duration.ofDays(36500);

    @Override
    public <T> T apply(Call call, Supplier<T> work, Machine machine) {
      var unused = work.get();
      machine.pause(FOR_EVER);
      throw aborted();
    }

    @Override
    public void write(JsonObject fault) {
      FaultKind.SILENT.write(fault);
    }
  }

  private static AwsFault aborted() {
    return new AwsFault("RequestAborted", "The plugin was told to die here.");
  }
}
