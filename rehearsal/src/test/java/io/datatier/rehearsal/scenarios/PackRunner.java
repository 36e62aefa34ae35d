package io.datatier.rehearsal.scenarios;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * Serves the pack again and again from one JVM, each time to another engine. {@link WarmPack}
 * writes the process ids of scripts and the addresses of engines to standard input and reads the
 * ports from standard output. A script is ended when its engine is gone.
 */
final class PackRunner {

  private PackRunner() {}

  public static void main(String[] args) throws Exception {
    var packs = pack();
    var server = Class.forName("io.datatier.policy.sdk.wire.PackServer");
    var made = accessible(server.getDeclaredConstructor(Function.class, Runnable.class));
    var watch = accessible(server.getDeclaredMethod("watch", String.class));
    var announce = accessible(server.getDeclaredMethod("announce", PrintStream.class));
    var ports = System.out;
    System.setOut(System.err);
    try (var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var words = line.split(" ", 2);
        var script = ProcessHandle.of(Long.parseLong(words[0]));
        Runnable end = () -> script.ifPresent(ProcessHandle::destroy);
        try {
          var serving = made.newInstance(packs, end);
          watch.invoke(serving, words[1]);
          announce.invoke(serving, ports);
        } catch (InvocationTargetException failed) {
          ports.println(String.valueOf(failed.getCause()).replace("\n", " "));
        }
      }
    }
    System.exit(0);
  }

  private static Object pack() throws ReflectiveOperationException {
    var main =
        Class.forName("io.datatier.policy.DataTierPolicyPack").getMethod("main", String[].class);
    Runnable serve =
        () -> {
          try {
            main.invoke(null, (Object) new String[0]);
          } catch (ReflectiveOperationException failed) {
            throw new LinkageError("the pack has another main", failed);
          }
        };
    return Class.forName("io.datatier.policy.sdk.wire.PackMain")
        .getMethod("packOf", Runnable.class)
        .invoke(null, serve);
  }

  private static <T extends AccessibleObject> T accessible(T member) {
    member.setAccessible(true);
    return member;
  }
}
