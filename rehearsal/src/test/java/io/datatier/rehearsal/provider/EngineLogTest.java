package io.datatier.rehearsal.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.Empty;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import pulumirpc.EngineGrpc.EngineImplBase;
import pulumirpc.EngineOuterClass.LogRequest;

final class EngineLogTest {

  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final List<String> otherwise = new CopyOnWriteArrayList<>();
  private final Server engine =
      NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
          .addService(new Engine())
          .build();

  /** As much of an engine as takes messages. */
  private final class Engine extends EngineImplBase {
    @Override
    public void log(LogRequest request, StreamObserver<Empty> observer) {
      logged.add(request.getSeverity() + " " + request.getMessage());
      observer.onNext(Empty.getDefaultInstance());
      observer.onCompleted();
    }
  }

  @BeforeEach
  void start() throws IOException {
    engine.start();
  }

  @AfterEach
  void end() {
    engine.shutdownNow();
  }

  @Test
  void gives_sentences_to_the_engine() {
    try (var log = new EngineLog("127.0.0.1:" + engine.getPort(), otherwise::add)) {
      log.accept("AWS throttled it once.");
      log.accept("AWS throttled it twice.");
    }
    assertEquals(List.of("INFO AWS throttled it once.", "INFO AWS throttled it twice."), logged);
    assertEquals(List.of(), otherwise);
  }

  @Test
  void keeps_sentences_that_no_engine_takes() throws InterruptedException {
    var address = "127.0.0.1:" + engine.getPort();
    engine.shutdownNow().awaitTermination();
    try (var log = new EngineLog(address, otherwise::add)) {
      log.accept("AWS throttled it once.");
    }
    assertEquals(List.of("AWS throttled it once."), otherwise);
  }
}
