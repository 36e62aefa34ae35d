package io.datatier.rehearsal.scenarios;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Stands between the engine and the stand-in, and passes everything on. When the stand-in dies, the
 * engine and all that it started are killed too, before any of them can learn of that death: so
 * ends a run on a machine that loses its power.
 */
final class PowerCut {

  private PowerCut() {}

  /**
   * Run by the engine in place of the provider plugin.
   *
   * @param command the stand-in's launcher, then what the engine gave as arguments
   */
  public static void main(String[] command) throws IOException, InterruptedException {
    var engine = ProcessHandle.current().parent().orElseThrow();
    var standIn =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    var port = Integer.parseInt(firstLine(standIn));
    var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    System.out.println(server.getLocalPort());
    inBackground(() -> passOn(server, port));
    standIn.waitFor();
    kill(engine);
  }

  private static String firstLine(Process standIn) throws IOException {
    var output = new InputStreamReader(standIn.getInputStream(), StandardCharsets.UTF_8);
    return Objects.requireNonNull(new BufferedReader(output).readLine(), "the stand-in's port");
  }

  private static void passOn(ServerSocket server, int port) throws IOException {
    while (true) {
      var near = server.accept();
      var far = new Socket(InetAddress.getLoopbackAddress(), port);
      // Neither side is closed at the end: the engine must not see that anything has ended.
      inBackground(() -> near.getInputStream().transferTo(far.getOutputStream()));
      inBackground(() -> far.getInputStream().transferTo(near.getOutputStream()));
    }
  }

  private static void inBackground(Transfer transfer) {
    var thread =
        new Thread(
            () -> {
              try {
                transfer.run();
              } catch (IOException goneWithTheProcess) {
                // Its end is dealt with where the process is waited for.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private static void kill(ProcessHandle engine) {
    var itself = ProcessHandle.current();
    List<ProcessHandle> started =
        engine.descendants().filter(process -> !process.equals(itself)).toList();
    Stream.concat(Stream.of(engine), started.stream()).forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().halt(137);
  }

  @FunctionalInterface
  private interface Transfer {
    void run() throws IOException;
  }
}
