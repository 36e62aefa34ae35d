package io.datatier;

import io.datatier.config.ConfigObject;
import io.datatier.config.Section;
import io.datatier.config.Setting;
import io.datatier.observability.AlarmSettings;
import io.datatier.observability.TopicArn;

/** {@code datatier:alarms}. */
final class AlarmsSection {

  private static final Setting<Integer> CLIENT_CONNECTIONS =
      threshold("clientConnections").byDefault("500");
  private static final Setting<Integer> DATABASE_CONNECTIONS =
      threshold("databaseConnections").byDefault("50");
  private static final Setting<TopicArn> TOPIC =
      Setting.text("topic", TopicArn::new)
          .like(TopicArn.LAWFUL)
          .allowing("the ARN of an SNS topic; without one, a topic is made");

  static final Section KEYS =
      Section.of(
          "alarms", "when somebody is told", CLIENT_CONNECTIONS, DATABASE_CONNECTIONS, TOPIC);

  private AlarmsSection() {}

  static AlarmSettings read(ConfigObject alarms) {
    var settings = AlarmSettings.builder();
    alarms.read(CLIENT_CONNECTIONS, settings::clientConnections);
    alarms.read(DATABASE_CONNECTIONS, settings::databaseConnections);
    alarms.read(TOPIC, settings::topic);
    return settings.build();
  }

  private static Setting<Integer> threshold(String name) {
    return Setting.integer(name)
        .between(1, 1_000_000)
        .allowing(" connections; alarm above this for ten minutes");
  }
}
