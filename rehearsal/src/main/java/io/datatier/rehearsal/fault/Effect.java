package io.datatier.rehearsal.fault;

import io.datatier.rehearsal.account.AwsFault;
import java.time.Duration;
import java.util.function.Supplier;

/** What happens to a call that meets a fault. */
public sealed interface Effect {

  /**
   * How often the provider sends a request that AWS throttles, counting the first time, before it
   * gives up: its {@code max_retries} is 25 by default (terraform-provider-aws,
   * internal/provider/provider.go), which the SDK takes as its number of attempts (aws-sdk-go-base,
   * aws_config.go).
   */
  int ATTEMPTS = 25;

  /**
   * Makes a call that meets this.
   *
   * @param work what the call does in AWS
   */
  <T> T befall(Call call, Supplier<T> work, Machine machine);

  /**
   * AWS refuses the call, for a reason that the provider does not try again for.
   *
   * @param code AWS's error code
   * @param message AWS's error message
   */
  record Fail(String code, String message) implements Effect {

    /** The error of a service that does not know what went wrong. */
    public static final Fail INTERNAL =
        new Fail("InternalFailure", "An internal error has occurred.");

    @Override
    public <T> T befall(Call call, Supplier<T> work, Machine machine) {
      throw new AwsFault(code, message);
    }
  }

  /**
   * AWS throttles the call. The provider tries again, and succeeds unless it is throttled at each
   * of its {@link #ATTEMPTS}.
   *
   * @param times how often in a row
   */
  record Throttle(int times) implements Effect {

    private static final String CODE = "ThrottlingException";

    @Override
    public <T> T befall(Call call, Supplier<T> work, Machine machine) {
      if (times >= ATTEMPTS) {
        throw new AwsFault(CODE, "Rate exceeded. The provider tried %d times.".formatted(ATTEMPTS));
      }
      machine.say(
          "%s of %s: AWS throttled it %s (%s: Rate exceeded), and the provider tried again."
              .formatted(
                  call.kind().word(),
                  call.resource(),
                  times == 1 ? "once" : times + " times",
                  CODE));
      return work.get();
    }
  }

  /**
   * AWS takes its time.
   *
   * @param time how long, before anything happens
   */
  record Slow(Duration time) implements Effect {

    @Override
    public <T> T befall(Call call, Supplier<T> work, Machine machine) {
      machine.pause(time);
      return work.get();
    }
  }

  /** The plugin dies before AWS gets the call. */
  record DieBefore() implements Effect {

    @Override
    public <T> T befall(Call call, Supplier<T> work, Machine machine) {
      machine.die();
      throw aborted();
    }
  }

  /** The plugin dies when AWS has done what was asked, and before it can say so. */
  record DieAfter() implements Effect {

    @Override
    public <T> T befall(Call call, Supplier<T> work, Machine machine) {
      var unused = work.get();
      machine.die();
      throw aborted();
    }
  }

  /** AWS does what was asked, and its answer never comes: the call lasts as long as the plugin. */
  record Silent() implements Effect {

    private static final Duration FOR_EVER = Duration.ofDays(36500);

    @Override
    public <T> T befall(Call call, Supplier<T> work, Machine machine) {
      var unused = work.get();
      machine.pause(FOR_EVER);
      throw aborted();
    }
  }

  private static AwsFault aborted() {
    return new AwsFault("RequestAborted", "The plugin was to die here.");
  }
}
