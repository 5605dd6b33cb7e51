package io.weightless.net.internal.ready;

import io.weightless.engine.internal.Suspension;
import io.weightless.net.Address;
import io.weightless.net.ClosedException;
import io.weightless.net.Listener;
import io.weightless.net.Stream;
import io.weightless.reactor.Timer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// A listening socket. The loop accepts for the tasks that wait, first come, first served.
final class ReadyListener extends Endpoint implements Listener {
  private static final System.Logger LOG = System.getLogger("io.weightless.net");

  /// How long it does not try again when accepting failed. The connection that could not be
  /// accepted is still there, and would be ready at once.
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Socket.Listening socket;
  private final Address address;
  private final ArrayDeque<Suspension<@Nullable ReadyStream>> waiting = new ArrayDeque<>();
  private boolean mayBeReady = true;
  private boolean complained;
  private @Nullable Timer pause;

  /// Of a Unix socket, to be removed before it is closed; null when it is not this one's.
  private @Nullable SocketFile file;

  ReadyListener(
      ReadyNetwork network, Socket.Listening socket, Address address, @Nullable SocketFile file) {
    super(network, socket);
    this.socket = socket;
    this.address = address;
    this.file = file;
  }

  Socket socket() {
    return socket;
  }

  /// Whoever else has the socket goes on by its file.
  void leaveFile() {
    file = null;
  }

  @Override
  public Stream accept() throws IOException {
    enter();
    shared.budget.claim();
    checkOpen();
    if (mayBeReady && waiting.isEmpty()) {
      ReadyStream stream = next();
      if (stream != null) {
        shared.budget.spend(0);
        return stream;
      }
    }
    return awaitNext();
  }

  private ReadyStream awaitNext() throws IOException {
    if (pause == null) {
      socket.want(Socket.INPUT);
    }
    Suspension<@Nullable ReadyStream> wait = new Suspension<>(this);
    waiting.add(wait);
    shared.budget.renew();
    ReadyStream stream = wait.await(() -> waiting.remove(wait));
    if (stream == null) {
      throw new ClosedException(describe() + " is closed");
    }
    return stream;
  }

  @Override
  public void ready(int what) {
    ReadyStream stream;
    while (!waiting.isEmpty() && (stream = next()) != null) {
      waiting.remove().resume(stream);
    }
    if (waiting.isEmpty()) {
      mayBeReady = true;
      socket.wantNoMore(Socket.INPUT);
    }
  }

  /// Null when there is none now, or it can't be accepted now.
  private @Nullable ReadyStream next() {
    try {
      Connection accepted = socket.accept();
      mayBeReady = accepted != null;
      return accepted == null ? null : new ReadyStream(network, accepted);
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
    socket.wantNoMore(Socket.INPUT);
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
        socket.want(Socket.INPUT);
        ready(Socket.INPUT); // a socket that tells only what is new would not tell this
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
  protected String describe() {
    return "the listener on " + address;
  }

  @Override
  public void close() {
    network.reactor().checkOwner();
    if (file != null && !isClosed()) {
      file.remove();
    }
    if (closeSocket()) {
      if (pause != null) {
        pause.cancel();
      }
      for (Suspension<@Nullable ReadyStream> wait : waiting) {
        wait.resume(null);
      }
      waiting.clear();
    }
  }
}
