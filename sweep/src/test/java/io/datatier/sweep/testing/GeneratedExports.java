package io.datatier.sweep.testing;

import static java.util.Map.entry;

import house.HousePack;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * Exports with violations of the house's rules that it sows and remembers: the same for the same
 * seed. Most of what a stack holds is right, and of types that no rule is about.
 */
public final class GeneratedExports {

  private static final String ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
  private static final String ROLE = "aws:iam/role:Role";

  private final Random random;
  private final Set<String> sown = new TreeSet<>();

  private GeneratedExports(long seed) {
    random = new Random(seed);
  }

  /**
   * Writes exports into a folder.
   *
   * @param resources of each
   * @return what is wrong, as "export rule URN"
   */
  public static Set<String> write(Path folder, int stacks, int resources, long seed) {
    var generated = new GeneratedExports(seed);
    for (var index = 0; index < stacks; index++) {
      var name = String.format(Locale.ROOT, "team-%02d/stack-%05d.json", index % 20, index);
      generated.export(name, index, resources).write(folder.resolve(name));
    }
    return generated.sown;
  }

  private Export export(String name, int index, int resources) {
    var export = new Export("shop-" + index % 20, "stack-" + index);
    for (var number = 0; number < resources; number++) {
      switch (number % 8) {
        case 0 -> queue(export, name, "queue-" + number);
        case 1 -> function(export, name, "function-" + number);
        case 2 -> bucket(export, name, "bucket-" + number);
        default -> role(export, "role-" + number);
      }
    }
    return export;
  }

  /** Whether something is to be wrong, which it seldom is. */
  private boolean sow(Export export, String name, String rule, String type, String resource) {
    if (random.nextInt(100) > 0) {
      return false;
    }
    return sown.add("%s %s %s".formatted(name, rule, export.urn(type, resource)));
  }

  private void queue(Export export, String name, String queue) {
    var plain = sow(export, name, "queue-encrypted", HousePack.QUEUE, queue);
    export.with(
        HousePack.QUEUE,
        queue,
        Map.of("name", queue, "id", queue, "sqsManagedSseEnabled", !plain, "delaySeconds", 30));
    if (!sow(export, name, "queue-has-alarm", HousePack.QUEUE, queue)) {
      export.with(
          ALARM, queue + "-alarm", Map.of("dimensions", Map.of("QueueName", queue), "period", 60));
    }
  }

  private void function(Export export, String name, String function) {
    var told = sow(export, name, "function-has-no-password", HousePack.FUNCTION, function);
    var variables =
        told
            ? Map.of("PASSWORD", Export.encrypted("v1:c2VjcmV0:aGlkZGVu"), "REGION", "us-east-1")
            : Map.of("REGION", "us-east-1", "TABLE", "orders");
    export.with(
        HousePack.FUNCTION,
        function,
        Map.ofEntries(
            entry("environment", Map.of("variables", variables)),
            entry("handler", "index.handler"),
            entry("memorySize", 512),
            entry("role", "arn:aws:iam::123456789012:role/" + function),
            entry("runtime", "nodejs20.x"),
            entry("tags", Map.of("owner", "shop", "cost-center", "4711")),
            entry("timeout", 30)));
  }

  private void bucket(Export export, String name, String bucket) {
    var stray = sow(export, name, "bucket-owned", HousePack.BUCKET, bucket);
    export.with(
        HousePack.BUCKET,
        bucket,
        Map.of("bucket", bucket, "tags", Map.of("owner", stray ? "nobody" : "shop")));
  }

  private static void role(Export export, String role) {
    export.with(
        ROLE,
        role,
        Map.of(
            "assumeRolePolicy",
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
                + "\"Principal\":{\"Service\":\"lambda.amazonaws.com\"}}]}",
            "name",
            role,
            "path",
            "/service/",
            "tags",
            Map.of("owner", "platform", "cost-center", "4711", "managed-by", "pulumi")));
  }
}
