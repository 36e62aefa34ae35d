package io.datatier;

import io.datatier.capacity.CapacitySettings;
import io.datatier.config.ConfigObject;
import io.datatier.config.Section;
import io.datatier.config.Setting;
import java.time.Duration;

/** {@code datatier:capacity}. */
final class CapacitySection {

  private static final Setting<String> ACCEPT_RISK =
      Setting.text("acceptRisk")
          .allowing("why the run goes on with a plan that cannot work; without a reason it ends");
  private static final Setting<Double> REQUESTS_PER_SECOND =
      ClientSection.REQUESTS_PER_SECOND
          .allowing(", of all clients together")
          .otherwise("the sum, if every client says its own");
  private static final Setting<Duration> DATABASE_TIME =
      ClientSection.DATABASE_TIME.byDefault("50ms");

  static final Section KEYS =
      Section.of(
          "capacity",
          "what the capacity plan, which every run prints, cannot know by itself",
          ACCEPT_RISK,
          REQUESTS_PER_SECOND,
          DATABASE_TIME);

  private CapacitySection() {}

  static CapacitySettings read(ConfigObject capacity) {
    var settings = CapacitySettings.builder();
    capacity.read(ACCEPT_RISK, settings::acceptRisk);
    capacity.read(REQUESTS_PER_SECOND, settings::requestsPerSecond);
    capacity.read(DATABASE_TIME, settings::databaseTime);
    return settings.build();
  }
}
