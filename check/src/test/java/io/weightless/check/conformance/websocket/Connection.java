package io.weightless.check.conformance.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A client's connection: sends any octets, and reads what the server says.
final class Connection implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 20_000;

  /// The socket's buffers take so much, even if the server reads nothing.
  private static final int AT_ONCE = 32 * 1024;

  private final Socket socket;
  private final InputStream in;
  private final List<Thread> writers = new ArrayList<>();
  private final Opening opening;
  private @Nullable Answers answers;
  private @Nullable Agreement agreement;

  Connection(Server server, Opening opening) throws IOException {
    this.socket = server.door().open();
    this.opening = opening;
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
  }

  /// Sends `piece` octets in each write; a server that has hung up may not take them all. Does not
  /// wait until a server takes what is long, for it might want its own words to be read first.
  void send(byte[] octets, int piece) throws IOException {
    finishWriting();
    if (octets.length <= AT_ONCE) {
      write(octets, piece);
    } else {
      writers.add(Thread.ofPlatform().start(() -> write(octets, piece)));
    }
  }

  /// Waits until the server, or its system, has taken all.
  void sendAll(byte[] octets) {
    write(octets, octets.length);
  }

  /// Sends, if nothing is being sent.
  void answer(byte[] octets) {
    if (writers.stream().noneMatch(Thread::isAlive) && !socket.isOutputShutdown()) {
      write(octets, octets.length);
    }
  }

  private void write(byte[] octets, int piece) {
    try {
      for (long at = 0; at < octets.length; at += piece) {
        socket.getOutputStream().write(octets, (int) at, (int) Math.min(piece, octets.length - at));
      }
    } catch (IOException closed) {
      // What it said, or did not say, is seen by who reads.
    }
  }

  /// Reads the answer to the handshake.
  ///
  /// @return what it has agreed to; null for nothing
  @Nullable Agreement open() throws IOException {
    return answers == null ? open(Head.read(in)) : agreement;
  }

  /// The same of an answer that was read.
  @Nullable Agreement open(Head head) {
    assertThat(head.status()).as("the answer to the handshake: %s", head).isEqualTo(101);
    Agreement agreed = opening.check(head);
    agreement = agreed;
    answers = new Answers(in, agreed == null ? null : new Inflation(agreed));
    return agreed;
  }

  /// Leaves out the content of a response.
  void skip(int octets) throws IOException {
    in.skipNBytes(octets);
  }

  /// The next message or control frame; null when the server has hung up.
  @Nullable Event next() throws IOException {
    open();
    return Objects.requireNonNull(answers).next();
  }

  boolean isReset() {
    return answers != null && answers.isReset();
  }

  /// The answer to a handshake that opens nothing.
  Head head() throws IOException {
    return Head.read(in);
  }

  /// Says that no more will come, when all is sent.
  void endOutput() throws IOException {
    finishWriting();
    socket.shutdownOutput();
  }

  /// Hangs up in the rude way.
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    finishWriting();
  }

  private void finishWriting() {
    writers.forEach(Connection::join);
    writers.clear();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
