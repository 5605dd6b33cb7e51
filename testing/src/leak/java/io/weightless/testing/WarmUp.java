package io.weightless.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/// Makes the JDK open what it opens once in a process and never closes, so that no test is taken
/// for the one who left it: the pollers of virtual threads and the socket that closing one needs.
final class WarmUp {
  private static boolean done;

  private WarmUp() {}

  /// Not by class initialisation: the virtual thread would wait for it to end.
  static synchronized void once() {
    if (!done) {
      done = true;
      try {
        channels();
        virtualThreadSockets();
      } catch (IOException problem) {
        throw new UncheckedIOException("cannot use sockets on the loopback address", problem);
      }
    }
  }

  private static void channels() throws IOException {
    Pipe pipe = Pipe.open();
    try (var _ = pipe.source();
        var _ = pipe.sink();
        var _ = Selector.open();
        var listener = ServerSocketChannel.open().bind(null);
        var _ = SocketChannel.open(listener.getLocalAddress());
        var _ = listener.accept()) {}
  }

  /// A virtual thread waits for a byte: that starts the pollers, outside any reactor.
  private static void virtualThreadSockets() throws IOException {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var client = new Socket(listener.getInetAddress(), listener.getLocalPort());
        var server = listener.accept()) {
      Thread reader = Thread.ofVirtual().start(() -> readOne(client));
      while (reader.getState() == Thread.State.RUNNABLE || reader.getState() == Thread.State.NEW) {
        Thread.onSpinWait();
      }
      server.getOutputStream().write(1);
      reader.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void readOne(Socket socket) {
    try (InputStream in = socket.getInputStream()) {
      in.read();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
