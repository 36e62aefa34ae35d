package io.datatier.runtime;

import io.grpc.ForwardingChannelBuilder;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.ManagedChannelProvider;
import io.grpc.okhttp.OkHttpChannelBuilder;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Collection;
import java.util.Set;

/**
 * What carries com.pulumi's calls to the engine: OkHttp, which starts sooner than Netty, without
 * messages that are never read. gRPC finds it as a service of the class path, so in every program
 * that has the components.
 */
public final class EngineChannels extends ManagedChannelProvider {

  /** gRPC's limit; Netty has 5. */
  private static final int HIGHEST = 10;

  private static final boolean DEBUGGING = DebuggingCli.started();

  @Override
  protected boolean isAvailable() {
    return true;
  }

  @Override
  protected int priority() {
    return HIGHEST;
  }

  @Override
  protected Collection<Class<? extends SocketAddress>> getSupportedSocketAddressTypes() {
    return Set.of(InetSocketAddress.class);
  }

  @Override
  protected ManagedChannelBuilder<?> builderForAddress(String host, int port) {
    return new Builder(OkHttpChannelBuilder.forAddress(host, port));
  }

  @Override
  protected ManagedChannelBuilder<?> builderForTarget(String target) {
    return new Builder(OkHttpChannelBuilder.forTarget(target));
  }

  private static final class Builder extends ForwardingChannelBuilder<Builder> {

    private final OkHttpChannelBuilder okHttp;

    private Builder(OkHttpChannelBuilder okHttp) {
      this.okHttp = okHttp;
    }

    @Override
    protected ManagedChannelBuilder<?> delegate() {
      return okHttp;
    }

    @Override
    public ManagedChannel build() {
      var renewal = new Renewal();
      okHttp.intercept(renewal);
      if (!DEBUGGING) {
        // The last is asked first: what it keeps is not a call of the connection.
        okHttp.intercept(new WithoutDebugMessages());
      }
      var channel = okHttp.build();
      renewal.renews(channel);
      ClosedAtExit.add(channel);
      return channel;
    }
  }
}
