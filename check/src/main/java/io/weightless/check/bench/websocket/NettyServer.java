package io.weightless.check.bench.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.ChannelMatchers;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler.HandshakeComplete;
import io.weightless.check.bench.harness.ParentWatch;
import io.weightless.check.bench.server.NettyLoop;

/// A server on Netty with one event loop: `uring|epoll`. Written for speed: what came goes out
/// again without a copy, and there is one flush per read.
final class NettyServer {
  private static final int MOST_BYTES = 8192; // of the request for an upgrade
  private static final WebSocketServerProtocolConfig CONFIG =
      WebSocketServerProtocolConfig.newBuilder().websocketPath("/").checkStartsWith(true).build();

  private NettyServer() {}

  static void main(String[] arguments) throws InterruptedException {
    ParentWatch.start();
    NettyLoop loop = NettyLoop.of(arguments[0]);
    loop.serve("http", new Pipeline(new DefaultChannelGroup(loop.group().next())));
  }

  private static final class Pipeline extends ChannelInitializer<SocketChannel> {
    private final ChannelGroup room;

    Pipeline(ChannelGroup room) {
      this.room = room;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
      channel
          .pipeline()
          .addLast(new HttpServerCodec())
          .addLast(new HttpObjectAggregator(MOST_BYTES))
          .addLast(new WebSocketServerProtocolHandler(CONFIG))
          .addLast(new Answers(room));
    }
  }

  /// Of one connection.
  private static final class Answers extends ChannelInboundHandlerAdapter {
    private final ChannelGroup room;
    private boolean isInRoom;

    Answers(ChannelGroup room) {
      this.room = room;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof HandshakeComplete handshake
          && handshake.requestUri().equals(Talk.ROOM)) {
        isInRoom = room.add(context.channel());
      }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object frame) {
      if (isInRoom) {
        var _ = room.writeAndFlush(frame, ChannelMatchers.all(), true); // a duplicate for each
      } else {
        var _ = context.write(frame, context.voidPromise());
      }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      var _ = context.close();
    }
  }
}
