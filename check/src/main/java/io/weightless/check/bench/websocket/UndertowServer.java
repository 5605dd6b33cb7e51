package io.weightless.check.bench.websocket;

import io.undertow.Handlers;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.websockets.core.AbstractReceiveListener;
import io.undertow.websockets.core.BufferedBinaryMessage;
import io.undertow.websockets.core.WebSocketCallback;
import io.undertow.websockets.core.WebSocketChannel;
import io.undertow.websockets.core.WebSockets;
import io.weightless.check.bench.harness.ParentWatch;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.xnio.Buffers;

/// Undertow with one I/O thread.
final class UndertowServer {
  private UndertowServer() {}

  static void main() {
    ParentWatch.start();
    HttpHandler talks =
        Handlers.path()
            .addExactPath(Talk.ECHO, socket(Echo::new))
            .addExactPath(Talk.ROOM, socket(Room::new));
    Undertow server =
        Undertow.builder()
            .setIoThreads(1)
            .setWorkerThreads(1)
            .addHttpListener(0, "127.0.0.1")
            .setHandler(talks)
            .build();
    server.start();
    var address = (InetSocketAddress) server.getListenerInfo().getFirst().getAddress();
    System.out.println("serving on http://127.0.0.1:" + address.getPort());
  }

  private static HttpHandler socket(Supplier<AbstractReceiveListener> receiver) {
    return Handlers.websocket((_, channel) -> {
      channel.getReceiveSetter().set(receiver.get());
      channel.resumeReceives();
    });
  }

  /// Sends what came from the buffers in which it came, where it can.
  private static final class Echo extends AbstractReceiveListener {
    @Override
    protected void onFullBinaryMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
      var data = message.getData();
      WebSockets.sendBinary(data.getResource(), channel, new Release(data::close));
    }
  }

  private static final class Room extends AbstractReceiveListener {
    @Override
    protected void onFullBinaryMessage(WebSocketChannel channel, BufferedBinaryMessage message) {
      ByteBuffer all = copy(message);
      for (WebSocketChannel member : channel.getPeerConnections()) {
        WebSockets.sendBinary(all.duplicate(), member, null);
      }
    }

    private static ByteBuffer copy(BufferedBinaryMessage message) {
      try (var data = message.getData()) {
        ByteBuffer[] parts = data.getResource();
        ByteBuffer all = ByteBuffer.allocate((int) Buffers.remaining(parts));
        for (ByteBuffer part : parts) {
          all.put(part);
        }
        return all.flip();
      }
    }
  }

  /// Gives the buffers back when they have been sent.
  private record Release(Runnable buffers) implements WebSocketCallback<Void> {
    @Override
    public void complete(WebSocketChannel channel, Void nothing) {
      buffers.run();
    }

    @Override
    public void onError(WebSocketChannel channel, Void nothing, Throwable failure) {
      buffers.run();
    }
  }
}
