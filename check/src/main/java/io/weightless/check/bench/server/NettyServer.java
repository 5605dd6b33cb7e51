package io.weightless.check.bench.server;

import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.weightless.check.bench.harness.ParentWatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// A server on Netty with one event loop: `uring|epoll DIRECTORY [jdk|openssl CHAIN KEY]`, with the
/// latter over TLS.
final class NettyServer {
  private NettyServer() {}

  static void main(String[] arguments) throws IOException, InterruptedException {
    ParentWatch.start();
    NettyLoop loop = NettyLoop.of(arguments[0]);
    Optional<SslContext> tls =
        arguments.length > 2
            ? Optional.of(NettyTls.of(arguments[2], arguments[3], arguments[4]))
            : Optional.empty();
    var answers = new NettyAnswers(Path.of(arguments[1]), loop.group().next());
    loop.serve(tls.isPresent() ? "https" : "http", new Pipeline(tls, answers));
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
