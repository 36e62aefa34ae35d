package io.datatier.bench.pack;

import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** What a pack sees of the engine: a listener. A pack of ours ends when there is none. */
final class StandInEngine implements AutoCloseable {

  private final Server server;

  private StandInEngine(Server server) {
    this.server = server;
  }

  static StandInEngine listening() throws IOException {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return new StandInEngine(NettyServerBuilder.forAddress(loopback).build().start());
  }

  String address() {
    return "127.0.0.1:" + server.getPort();
  }

  @Override
  public void close() {
    server.shutdownNow();
  }
}
