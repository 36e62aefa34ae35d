package io.datatier.policy.sdk.wire;

import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Values as no engine in its right mind sends them, the same ones for the same seed. */
final class WireValues {

  private static final String SIGNATURE = "4dabf18193072939515e22adb298388d";

  private static final List<String> SIGNATURES =
      List.of(
          "1b47061264138c4ac30d75fd1eb44270",
          "d0e6a833031e9bbcd3f4e8bde6ca49a4",
          "c44067f5952c0a294b673a41bacd8c17",
          "0def7320c3a5731c473e5ecbe6d01bc7",
          "5cf8f73096256a8f31e491e813e4eb8e",
          "803fd3297a5875dc03ca845dda5d2a98",
          "a signature of tomorrow",
          "");

  private static final List<String> TEXTS =
      List.of(
          "",
          "true",
          "1",
          "NaN",
          "[secret]",
          "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
          "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
          "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
          "db.c1a2b3c4d5e6.eu-west-1.rds.amazonaws.com",
          "db.proxy-c1a2b3c4d5e6.eu-west-1.rds.amazonaws.com:5432",
          "postgres://u:p@db.cluster-c1a2b3c4d5e6.eu-west-1.rds.amazonaws.com/x?%%%",
          "arn:aws:secretsmanager:eu-west-1:123456789012:secret:x-AbCdEf",
          "arn:aws:rds-db:eu-west-1:123456789012:dbuser:*/*",
          "{\"Statement\":[{\"Effect\":\"Allow\",\"Action\":null,\"Resource\":[1,{}]}]}",
          "{\"Statement\":{\"Action\":[[]],\"Principal\":\"*\"}}",
          "{\"a\":[[[[[[[[[[",
          "0.0.0.0/0",
          "::/0",
          "10.0.0.0/99",
          "999999999999999999999",
          "-1",
          "aurora-postgresql",
          "postgres",
          "\u0000\uffff",
          "%25252525");

  private static final double[] NUMBERS = {
    0,
    -0.0,
    1,
    -1,
    0.5,
    5432,
    1e18,
    -1e300,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  private final Random random;
  private final List<String> names;

  /**
   * Values.
   *
   * @param names the properties that somebody reads
   */
  WireValues(long seed, List<String> names) {
    this.random = new Random(seed);
    this.names = names;
  }

  int number(int below) {
    return random.nextInt(below);
  }

  <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** An object whose fields have the names that somebody reads. */
  Struct properties() {
    var struct = Struct.newBuilder();
    for (var field = random.nextInt(12); field > 0; field--) {
      struct.putFields(name(), value(5));
    }
    if (random.nextInt(20) == 0) {
      struct.putFields(name(), deep(random.nextInt(400)));
    }
    return struct.build();
  }

  Value any() {
    return value(5);
  }

  private String name() {
    return random.nextInt(10) == 0 ? text() : one(names);
  }

  private Value deep(int levels) {
    var value = value(0);
    for (var level = 0; level < levels; level++) {
      value =
          random.nextBoolean()
              ? object(Struct.newBuilder().putFields(name(), value))
              : list(ListValue.newBuilder().addValues(value));
    }
    return value;
  }

  private Value value(int depth) {
    return switch (random.nextInt(depth > 0 ? 12 : 5)) {
      case 0 -> Value.newBuilder().setBoolValue(random.nextBoolean()).build();
      case 1 -> Value.newBuilder().setNumberValue(NUMBERS[random.nextInt(NUMBERS.length)]).build();
      case 2, 3 -> Value.newBuilder().setStringValue(text()).build();
      case 4 ->
          random.nextBoolean()
              ? Value.getDefaultInstance()
              : Value.newBuilder().setNullValue(NullValue.NULL_VALUE).build();
      case 5, 6, 7 -> list(elements(depth));
      case 8, 9 -> object(fields(depth));
      default -> marked(depth);
    };
  }

  private ListValue.Builder elements(int depth) {
    var list = ListValue.newBuilder();
    var huge = random.nextInt(100) == 0;
    for (var left = huge ? 5_000 : random.nextInt(4); left > 0; left--) {
      list.addValues(value(huge ? 0 : depth - 1));
    }
    return list;
  }

  private Struct.Builder fields(int depth) {
    var struct = Struct.newBuilder();
    for (var left = random.nextInt(5); left > 0; left--) {
      struct.putFields(name(), value(depth - 1));
    }
    return struct;
  }

  private Value marked(int depth) {
    var struct = random.nextBoolean() ? fields(depth) : Struct.newBuilder();
    struct.putFields(
        SIGNATURE,
        random.nextInt(10) == 0
            ? value(0)
            : Value.newBuilder().setStringValue(one(SIGNATURES)).build());
    if (random.nextInt(5) > 0) {
      struct.putFields("value", value(depth - 1));
    }
    return object(struct);
  }

  String text() {
    var text = one(TEXTS);
    return switch (random.nextInt(12)) {
      case 0 -> text.repeat(random.nextInt(2_000));
      case 1 -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
      case 2 -> text + one(TEXTS);
      case 3 -> text.substring(random.nextInt(text.length() + 1));
      default -> text;
    };
  }

  private static Value list(ListValue.Builder list) {
    return Value.newBuilder().setListValue(list).build();
  }

  private static Value object(Struct.Builder struct) {
    return Value.newBuilder().setStructValue(struct).build();
  }

  /** The same bytes with some of them changed, cut off or doubled. */
  byte[] damaged(byte[] bytes) {
    var damaged = bytes.clone();
    for (var times = 1 + random.nextInt(8); times > 0 && damaged.length > 0; times--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(4) == 0
        ? Arrays.copyOf(damaged, random.nextInt(damaged.length + 1))
        : damaged;
  }
}
