package io.weightless.check.bench.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.weightless.check.bench.harness.ParentWatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Optional;

/// A server on Netty with one event loop: `uring|epoll DIRECTORY [jdk|openssl CHAIN KEY]`, with the
/// latter over TLS.
final class NettyServer {
  private static final int BACKLOG = 4096;

  private NettyServer() {}

  private record Transport(IoHandlerFactory loop, Class<? extends ServerChannel> server) {
    static Transport of(String name) {
      return switch (name) {
        case "uring" ->
            new Transport(IoUringIoHandler.newFactory(), IoUringServerSocketChannel.class);
        case "epoll" -> new Transport(EpollIoHandler.newFactory(), EpollServerSocketChannel.class);
        default -> throw new IllegalArgumentException(name);
      };
    }
  }

  static void main(String[] arguments) throws IOException, InterruptedException {
    ParentWatch.start();
    var transport = Transport.of(arguments[0]);
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, transport.loop());
    Optional<SslContext> tls =
        arguments.length > 2
            ? Optional.of(NettyTls.of(arguments[2], arguments[3], arguments[4]))
            : Optional.empty();
    var answers = new NettyAnswers(Path.of(arguments[1]), loop.next());
    Channel channel =
        new ServerBootstrap()
            .group(loop)
            .channel(transport.server())
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(new Pipeline(tls, answers))
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .sync()
            .channel();
    int port = ((InetSocketAddress) channel.localAddress()).getPort();
    String scheme = tls.isPresent() ? "https" : "http";
    System.out.println("serving on " + scheme + "://127.0.0.1:" + port);
    channel.closeFuture().sync();
  }

  private static final class Pipeline extends ChannelInitializer<SocketChannel> {
    private final Optional<SslContext> tls;
    private final NettyAnswers answers;

    Pipeline(Optional<SslContext> tls, NettyAnswers answers) {
      this.tls = tls;
      this.answers = answers;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
      ChannelPipeline pipeline = channel.pipeline();
      tls.ifPresent(context -> pipeline.addLast(context.newHandler(channel.alloc())));
      pipeline.addLast(new HttpServerCodec());
      if (tls.isPresent()) {
        pipeline.addLast(new ChunkedWriteHandler()); // for files, which can't be sent as they are
      }
      pipeline.addLast(answers);
    }
  }
}
