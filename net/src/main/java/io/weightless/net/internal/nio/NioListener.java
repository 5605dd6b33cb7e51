package io.weightless.net.internal.nio;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.Address;
import io.weightless.net.ClosedException;
import io.weightless.net.Listener;
import io.weightless.net.Stream;
import io.weightless.reactor.Timer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// A listening socket. The loop accepts for the tasks that wait, first come, first served.
final class NioListener extends Endpoint implements Listener {
  private static final System.Logger LOG = System.getLogger("io.weightless.net");

  /// How long it does not try again when accepting failed. The connection that could not be
  /// accepted is still there, and would be ready at once.
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final ServerSocketChannel channel;
  private final Address address;
  private final ArrayDeque<Suspension<@Nullable NioStream>> waiting = new ArrayDeque<>();
  private boolean mayBeReady = true;
  private boolean complained;
  private @Nullable Timer pause;

  NioListener(NioNetwork network, ServerSocketChannel channel, Address address) {
    super(network, channel);
    this.channel = channel;
    this.address = address;
  }

  @Override
  public Stream accept() throws IOException {
    enter();
    backend.budget.claim();
    checkOpen();
    if (mayBeReady && waiting.isEmpty()) {
      NioStream stream = next();
      if (stream != null) {
        backend.budget.spend(0);
        return stream;
      }
    }
    return awaitNext();
  }

  private NioStream awaitNext() throws IOException {
    if (pause == null) {
      want(SelectionKey.OP_ACCEPT);
    }
    Suspension<@Nullable NioStream> wait = new Suspension<>(this);
    waiting.add(wait);
    backend.budget.renew();
    NioStream stream = wait.await(() -> waiting.remove(wait));
    if (stream == null) {
      throw new ClosedException(describe() + " is closed");
    }
    return stream;
  }

  @Override
  public void ready(int operations) {
    NioStream stream;
    while (!waiting.isEmpty() && (stream = next()) != null) {
      waiting.remove().resume(stream);
    }
    if (waiting.isEmpty()) {
      mayBeReady = true;
      wantNoMore(SelectionKey.OP_ACCEPT);
    }
  }

  /// Null when there is none now, or it can't be accepted now.
  private @Nullable NioStream next() {
    for (SocketChannel next = acceptNow(); next != null; next = acceptNow()) {
      try {
        next.configureBlocking(false);
        return network.stream(next);
      } catch (IOException _) {
        NioNetwork.closeQuietly(next); // its peer has gone again
      }
    }
    return null;
  }

  private @Nullable SocketChannel acceptNow() {
    try {
      SocketChannel accepted = channel.accept();
      mayBeReady = accepted != null;
      return accepted;
    } catch (IOException e) {
      pause(e);
      return null;
    }
  }

  /// Most often there is no file descriptor left. To fail would end servers that could go on later.
  private void pause(IOException reason) {
    if (!complained) {
      complain(reason);
    }
    mayBeReady = false;
    wantNoMore(SelectionKey.OP_ACCEPT);
    pause = network.reactor().after(PAUSE, this::endPause);
  }

  /// A logger that is used for the first time may need descriptors itself, for classes or its
  /// configuration; then the next pause tries again.
  private void complain(IOException reason) {
    try {
      LOG.log(
          System.Logger.Level.WARNING,
          describe() + " can't accept connections, it tries on: " + reason.getMessage());
      complained = true;
    } catch (RuntimeException | LinkageError _) {
      complained = false;
    }
  }

  private void endPause() {
    pause = null;
    mayBeReady = true;
    if (!waiting.isEmpty()) {
      try {
        want(SelectionKey.OP_ACCEPT);
      } catch (IOException e) {
        pause(e);
      }
    }
  }

  @Override
  public ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocateDirect(bytes);
  }

  @Override
  public Address address() {
    return address;
  }

  @Override
  String describe() {
    return "the listener on " + address;
  }

  @Override
  public void close() {
    if (closeChannel()) {
      if (pause != null) {
        pause.cancel();
      }
      for (Suspension<@Nullable NioStream> wait : waiting) {
        wait.resume(null);
      }
      waiting.clear();
      backend.forgetClosed();
    }
  }
}
