package io.datatier.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.Empty;
import io.grpc.Attributes;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.ServerTransportFilter;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pulumirpc.EngineGrpc;
import pulumirpc.EngineGrpc.EngineFutureStub;
import pulumirpc.EngineOuterClass.LogRequest;
import pulumirpc.EngineOuterClass.LogSeverity;

final class EngineChannelsTest {

  /** As many as com.pulumi has under way in a stack of some size. */
  private static final int AT_ONCE = 50;

  private final Map<LogSeverity, Integer> received = new ConcurrentHashMap<>();
  private final AtomicInteger connections = new AtomicInteger();
  private final Server server =
      OkHttpServerBuilder.forPort(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
              InsecureServerCredentials.create())
          .addService(new Engine())
          .addTransportFilter(new Connections())
          .build();

  private ManagedChannel channel;
  private EngineFutureStub engine;

  @BeforeEach
  void connect() throws IOException {
    server.start();
    channel =
        ManagedChannelBuilder.forTarget("127.0.0.1:" + server.getPort()).usePlaintext().build();
    engine = EngineGrpc.newFutureStub(channel);
  }

  @AfterEach
  void disconnect() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void keeps_messages_for_debugging_from_the_engine() throws Exception {
    for (var severity : EnumSet.complementOf(EnumSet.of(LogSeverity.UNRECOGNIZED))) {
      assertEquals(Empty.getDefaultInstance(), log(severity).get());
    }

    assertEquals(
        Map.of(LogSeverity.INFO, 1, LogSeverity.WARNING, 1, LogSeverity.ERROR, 1), received);
  }

  @Test
  void connects_anew_without_losing_a_call() throws Exception {
    var calls = 2 * Renewal.AFTER + AT_ONCE;
    var underWay = new ArrayDeque<ListenableFuture<Empty>>();
    for (var call = 0; call < calls; call++) {
      if (underWay.size() == AT_ONCE) {
        assertEquals(Empty.getDefaultInstance(), underWay.remove().get());
      }
      underWay.add(log(LogSeverity.INFO));
    }
    for (var call : underWay) {
      assertEquals(Empty.getDefaultInstance(), call.get());
    }

    assertEquals(Map.of(LogSeverity.INFO, calls), received);
    assertEquals(3, connections.get());
  }

  private ListenableFuture<Empty> log(LogSeverity severity) {
    return engine.log(LogRequest.newBuilder().setSeverity(severity).setMessage("tells").build());
  }

  private final class Engine extends EngineGrpc.EngineImplBase {

    @Override
    public void log(LogRequest request, StreamObserver<Empty> answer) {
      received.merge(request.getSeverity(), 1, Integer::sum);
      answer.onNext(Empty.getDefaultInstance());
      answer.onCompleted();
    }
  }

  private final class Connections extends ServerTransportFilter {

    @Override
    public Attributes transportReady(Attributes attributes) {
      connections.incrementAndGet();
      return attributes;
    }
  }
}
