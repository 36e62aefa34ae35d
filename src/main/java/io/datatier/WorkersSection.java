package io.datatier;

import io.datatier.clients.AmiId;
import io.datatier.clients.FleetSize;
import io.datatier.clients.InstanceType;
import io.datatier.clients.RootVolume;
import io.datatier.clients.StartScript;
import io.datatier.clients.WorkerFleetName;
import io.datatier.clients.WorkerFleetSettings;
import io.datatier.config.ConfigObject;
import io.datatier.config.Section;
import io.datatier.config.SectionList;
import io.datatier.config.Setting;
import io.datatier.values.InvalidValue;
import io.datatier.values.LogRetention;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@code datatier:workers}. */
final class WorkersSection {

  private static final int MOST_CONNECTIONS = 1_000_000;

  private static final Setting<String> NAME =
      Setting.text("name")
          .like(WorkerFleetName.LAWFUL)
          .allowing(
              "letters, digits, `-` and `_`, with the stack's name at most 64; the name in AWS is"
                  + " this, a hyphen and the stack's name")
          .required("the stack's name is added to it");
  private static final Setting<AmiId> AMI =
      Setting.text("ami", AmiId::new)
          .like(AmiId.LAWFUL)
          .allowing("`ami-…` of a Linux with cloud-init")
          .required("what workers start from, ami-…");
  private static final Setting<InstanceType> INSTANCE_TYPE =
      Setting.text("instanceType", InstanceType::new)
          .like(InstanceType.LAWFUL)
          .allowing("an EC2 instance type of the AMI's processor")
          .required("an EC2 instance type of the AMI's processor");

  private static final Setting<Integer> LEAST = Setting.integer("least").atLeast(0).byDefault("1");
  private static final Setting<Integer> INITIAL =
      Setting.integer("initial")
          .atLeast(0)
          .allowing("; scaling policies decide afterwards")
          .otherwise("as many as `least`");
  private static final Setting<Integer> MOST = Setting.integer("most").atLeast(1).byDefault("4");
  private static final Section SIZE =
      Section.of("size", "how many workers there are", LEAST, INITIAL, MOST);

  private static final Setting<String> DEVICE =
      Setting.text("device")
          .like(RootVolume.DEVICE)
          .allowing("the AMI's own name of it: `/dev/xvda`, `/dev/sda1` or `/dev/sda`")
          .byDefault("/dev/xvda");
  private static final Setting<Integer> SIZE_GIB =
      Setting.integer("sizeGib")
          .between(1, 16_384)
          .allowing(" GiB of gp3, no less than the AMI's")
          .byDefault("20");
  private static final Section ROOT_VOLUME =
      Section.of("rootVolume", "the disk that a worker starts from", DEVICE, SIZE_GIB);

  private static final Setting<Boolean> CONTAINERS =
      Setting.bool("containers")
          .allowing("; whether containers ask for the role's credentials")
          .byDefault("false");
  private static final Setting<Boolean> SESSION_MANAGER =
      Setting.bool("sessionManager")
          .allowing(
              "; lets people open shells with Session Manager, for which a created network needs"
                  + " the endpoints of `ssm` and `ssmmessages`")
          .byDefault("false");
  private static final Setting<StartScript> SCRIPT =
      Setting.text("script", StartScript::new)
          .allowing("Bash that a worker runs when it starts for the first time; no secrets");
  private static final Setting<Boolean> LOG_GROUP =
      Setting.bool("logGroup")
          .allowing("; a log group that workers may write to")
          .byDefault("false");
  private static final Setting<Integer> CONNECTIONS_PER_WORKER =
      Setting.integer("connectionsPerWorker")
          .atLeast(1)
          .allowing("; the most that one opens, for the capacity plan")
          .byDefault("10");

  static final SectionList KEYS =
      Section.of(
              "workers",
              "a list of fleets of EC2 workers",
              NAME,
              AMI,
              INSTANCE_TYPE,
              SIZE,
              ROOT_VOLUME,
              CONTAINERS,
              SESSION_MANAGER,
              SCRIPT,
              LOG_GROUP,
              CONNECTIONS_PER_WORKER,
              ClientSection.USER,
              ClientSection.READ_ONLY,
              ClientSection.REQUESTS_PER_SECOND,
              ClientSection.DATABASE_TIME)
          .listed();

  private final ClientSection clients;
  private final LogRetention retention;
  private final SortedMap<String, WorkerFleetSettings> fleets = new TreeMap<>();

  private WorkersSection(ClientSection clients, LogRetention retention) {
    this.clients = clients;
    this.retention = retention;
  }

  /** The fleets by their names in AWS. */
  static SortedMap<String, WorkerFleetSettings> read(
      ConfigObject root, ClientSection clients, LogRetention retention) {
    var section = new WorkersSection(clients, retention);
    root.objects(KEYS, section::fleet);
    return section.fleets;
  }

  private Optional<WorkerFleetSettings> fleet(ConfigObject fleet) {
    var settings = WorkerFleetSettings.builder();
    var name =
        fleet
            .read(NAME, given -> clients.newName(given, WorkerFleetName::new))
            .map(WorkerFleetName::value);
    fleet.read(AMI, settings::ami);
    fleet.read(INSTANCE_TYPE, settings::instanceType);
    fleet.object(SIZE, WorkersSection::size).ifPresent(settings::size);
    fleet.object(ROOT_VOLUME, WorkersSection::rootVolume).ifPresent(settings::rootVolume);
    fleet.read(CONTAINERS, settings::containers);
    fleet.read(SESSION_MANAGER, settings::sessionManager);
    fleet.read(SCRIPT, settings::script);
    if (fleet.read(LOG_GROUP).orElse(false)) {
      settings.logRetention(retention);
    }
    fleet.read(CONNECTIONS_PER_WORKER, settings::connectionsPerWorker);
    settings.login(clients.login(fleet));
    clients.readTraffic(fleet, name);
    var result =
        fleet
            .ifFaultless(settings::build)
            .flatMap(
                built -> fleet.together(CONNECTIONS_PER_WORKER, () -> requireCountable(built)));
    result.ifPresent(built -> name.ifPresent(its -> fleets.put(its, built)));
    return result;
  }

  // More than any proxy takes, and few enough to be added up.
  private static WorkerFleetSettings requireCountable(WorkerFleetSettings fleet) {
    if (fleet.peakConnections() > MOST_CONNECTIONS) {
      throw new InvalidValue(
          fleet.connectionsPerWorker(),
          "not make more than %d connections of all workers".formatted(MOST_CONNECTIONS));
    }
    return fleet;
  }

  private static Optional<FleetSize> size(ConfigObject size) {
    var least = size.read(LEAST, it -> new FleetSize(it, it, Integer.MAX_VALUE).least());
    var initial = size.read(INITIAL, it -> new FleetSize(0, it, Integer.MAX_VALUE).initial());
    var most = size.read(MOST, it -> FleetSize.between(0, it).most());
    return size.ifFaultless(
            () -> {
              var fewest = least.orElseThrow();
              return size.together(
                  initial.isPresent() ? INITIAL : LEAST,
                  () -> new FleetSize(fewest, initial.orElse(fewest), most.orElseThrow()));
            })
        .flatMap(fitting -> fitting);
  }

  private static Optional<RootVolume> rootVolume(ConfigObject volume) {
    var device = volume.read(DEVICE, given -> new RootVolume(given, 20));
    return volume
        .read(SIZE_GIB, given -> new RootVolume("/dev/xvda", given))
        .flatMap(sized -> device.map(its -> new RootVolume(its.device(), sized.sizeGib())));
  }
}
