package io.weightless.check.bench.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// One event loop of Netty, for a server.
///
/// @param group with this one loop
public record NettyLoop(EventLoopGroup group, Class<? extends ServerChannel> listener) {
  private static final int BACKLOG = 4096;

  /// @param transport `uring` or `epoll`
  public static NettyLoop of(String transport) {
    return switch (transport) {
      case "uring" -> of(IoUringIoHandler.newFactory(), IoUringServerSocketChannel.class);
      case "epoll" -> of(EpollIoHandler.newFactory(), EpollServerSocketChannel.class);
      default -> throw new IllegalArgumentException(transport);
    };
  }

  private static NettyLoop of(IoHandlerFactory loop, Class<? extends ServerChannel> listener) {
    return new NettyLoop(new MultiThreadIoEventLoopGroup(1, loop), listener);
  }

  /// Serves on loopback, says where, and does not return.
  ///
  /// @param connection what becomes of each new one
  public void serve(String scheme, ChannelHandler connection) throws InterruptedException {
    Channel channel =
        new ServerBootstrap()
            .group(group)
            .channel(listener)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(connection)
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .sync()
            .channel();
    int port = ((InetSocketAddress) channel.localAddress()).getPort();
    System.out.println("serving on " + scheme + "://127.0.0.1:" + port);
    channel.closeFuture().sync();
  }
}
