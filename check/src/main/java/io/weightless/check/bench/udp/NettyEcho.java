package io.weightless.check.bench.udp;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.weightless.check.bench.harness.ParentWatch;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// A server on Netty with one event loop, which receives many datagrams by one call and sends them
/// by another.
final class NettyEcho {
  /// So that it knows how many fit into a buffer.
  private static final int LONGEST = 2048;

  private NettyEcho() {}

  static void main(String[] arguments) throws InterruptedException {
    ParentWatch.start();
    EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    Channel channel =
        new Bootstrap()
            .group(loop)
            .channel(EpollDatagramChannel.class)
            .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, LONGEST)
            .handler(new Answer())
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .sync()
            .channel();
    EchoServer.tell(((InetSocketAddress) channel.localAddress()).getPort());
    channel.closeFuture().sync();
  }

  private static final class Answer extends SimpleChannelInboundHandler<DatagramPacket> {
    @Override
    protected void channelRead0(ChannelHandlerContext context, DatagramPacket came) {
      var _ = context.write(new DatagramPacket(came.content().retain(), came.sender()));
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      context.flush();
    }
  }
}
