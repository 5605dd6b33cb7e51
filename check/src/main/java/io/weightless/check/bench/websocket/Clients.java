package io.weightless.check.bench.websocket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Many clients of one server, all played by the calling thread.
final class Clients implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 10_000;

  private final Selector selector;
  private final List<Client> all = new ArrayList<>();
  private final ByteBuffer input;

  /// Answers that are still to come.
  private int awaited;

  private long came;

  private Clients(Selector selector, int bytes) {
    this.selector = selector;
    this.input = ByteBuffer.allocateDirect(bytes);
  }

  /// Connects so many.
  ///
  /// @param bytes of a message
  static Clients connect(int port, String path, int count, int bytes) throws IOException {
    ByteBuffer message = Frames.message(bytes);
    ByteBuffer answer = Frames.answer(bytes);
    Clients clients = new Clients(Selector.open(), answer.remaining());
    try {
      for (int i = 0; i < count; i++) {
        SocketChannel channel = Opening.connect(i, port, path);
        channel.configureBlocking(false);
        SelectionKey key = channel.register(clients.selector, SelectionKey.OP_READ);
        Client client = new Client(channel, key, message, answer);
        key.attach(client);
        clients.all.add(client);
      }
      return clients;
    } catch (IOException | RuntimeException e) {
      clients.close();
      throw e;
    }
  }

  /// Each sends a message when its last one has come back, for so long; then the last ones come
  /// back.
  ///
  /// @return how many came back
  long echo(Duration time) throws IOException {
    long end = System.nanoTime() + time.toNanos();
    came = 0;
    awaited = all.size();
    for (Client client : all) {
      client.send();
    }
    while (awaited > 0) {
      take(client -> {
        if (System.nanoTime() - end < 0) {
          client.send();
        } else {
          awaited--;
        }
      });
    }
    return came;
  }

  /// One sends a message when all have had its last one, for so long.
  ///
  /// @return how many came, at all of them
  long broadcast(Duration time) throws IOException {
    long end = System.nanoTime() + time.toNanos();
    came = 0;
    while (came == 0 || System.nanoTime() - end < 0) {
      awaited = all.size();
      all.getFirst().send();
      while (awaited > 0) {
        take(_ -> awaited--);
      }
    }
    return came;
  }

  /// What is done when a client has had an answer.
  private interface Then {
    void go(Client client) throws IOException;
  }

  private void take(Then then) throws IOException {
    try {
      if (selector.select(key -> take(key, then), PATIENCE_MILLIS) == 0) {
        throw new IOException("nothing came for " + PATIENCE_MILLIS + " ms");
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void take(SelectionKey key, Then then) {
    Client client = (Client) key.attachment();
    try {
      if (key.isWritable()) {
        client.write();
      }
      if (key.isReadable() && client.read(input)) {
        came++;
        then.go(client);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (Client client : all) {
      client.reset();
    }
    selector.close();
  }
}
