package io.weightless.http.websocket;

import io.weightless.http.websocket.internal.Incoming;
import io.weightless.http.websocket.internal.Incoming.Signal;
import io.weightless.http.websocket.internal.Opcode;
import io.weightless.net.Address;
import io.weightless.net.Stream;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.sync.Event;
import io.weightless.sync.Lock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// A connection for messages in both directions (RFC 6455), for the tasks of one reactor: one of
/// them receives, any may send.
///
/// ```java
/// Handler echo = WebSocketHandler.of(socket -> {
///   for (Message next = socket.receive(); next != null; next = socket.receive()) {
///     socket.send(next);
///   }
/// });
/// ```
///
/// Pings are answered, a close is noticed, and a silent peer is asked for a sign of life, while
/// somebody receives. Whoever has nothing to receive should have a task that does so all the same.
///
/// - **Limit**: [WebSocketLimits].
/// - **Failing**: an `IOException` when the peer is gone, was silent for too long, or broke the
///   protocol, which it is told.
public final class WebSocket implements AutoCloseable {
  /// Compressed in one go: it takes 1 to 2 ms.
  private static final int TURN = 64 * 1024;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Stream stream;
  private final Terms terms;
  private final Common common = Common.here();
  private final Pulse pulse;
  private final Outbound outbound;
  private final Inbound inbound;
  private final Gathered whole;
  private final Lock messages = new Lock();

  /// One that is received in parts, and perhaps not to its end yet.
  private @Nullable IncomingMessage parts;

  private boolean isClosing;

  /// Nothing of it is left.
  private final Event closed = new Event();

  WebSocket(Stream stream, Terms terms) {
    this.stream = stream;
    this.terms = terms;
    WebSocketLimits limits = terms.limits();
    MaskKeys keys = terms.isServer() ? null : common.keys();
    pulse = new Pulse(common.reactor(), stream, limits, this::ask, this::giveUp);
    outbound = new Outbound(stream, pulse, keys, terms.deflating(), terms.policy().leastBytes());
    whole = new Gathered(limits.messageBytes());
    inbound =
        new Inbound(
            stream,
            new Incoming(terms.isServer(), limits.frameBytes(), terms.inflating()),
            outbound,
            pulse,
            new ControlRate(common.reactor().clock(), limits.controlsPerSecond()),
            limits.patience());
  }

  /// The next message, whole.
  ///
  /// - **Waits**: until it is here.
  /// - **Cancelled**: what has come of it is kept for the next call. But if an answer to a ping is
  ///   being written, nothing can be sent any more.
  ///
  /// @return null when the connection was closed; [#closeReason] says why
  /// @throws io.weightless.net.BusyException when another task receives
  public @Nullable Message receive() throws IOException {
    return inbound.run(() -> {
      skipParts();
      Signal signal = inbound.advance();
      while (signal == Signal.DATA) {
        inbound.take(whole.room(inbound.incoming()));
        signal = inbound.advance();
      }
      return signal == Signal.CLOSE ? null : Message.of(inbound.incoming().isText(), whole.take());
    });
  }

  /// The next message, in parts: for one that is not to be in memory as a whole. What is left of an
  /// earlier one is skipped.
  ///
  /// - **Waits**: until it begins.
  /// - **Limit**: none for the message, [WebSocketLimits#frameBytes] for each of its frames.
  ///
  /// @return null as [#receive]
  /// @throws IllegalStateException when a [#receive] has begun it, and was cancelled
  public @Nullable IncomingMessage receiveParts() throws IOException {
    return inbound.run(() -> {
      if (!whole.isEmpty()) {
        throw new IllegalStateException("the message was begun to be received as a whole");
      }
      skipParts();
      Signal signal = inbound.advance();
      if (signal == Signal.CLOSE) {
        return null;
      }
      IncomingMessage next = new IncomingMessage(inbound, signal == Signal.END);
      parts = next;
      return next;
    });
  }

  private void skipParts() throws IOException {
    if (parts != null) {
      parts.skip();
      parts = null;
    }
  }

  /// Sends a message; compressed, if that was agreed on and it is long enough.
  ///
  /// - **Waits**: until those are sent that other tasks have begun, and it is taken.
  /// - **Cancelled**: in the middle of it, the connection is of no use any more.
  ///
  /// @throws IOException also when the connection is being closed
  public void send(Message message) throws IOException {
    try (var _ = messages.hold()) {
      ByteBuffer content = message.content();
      if (content.remaining() > TURN && outbound.compresses(content.remaining())) {
        sendInTurns(message.isText(), content);
      } else {
        outbound.message(message.isText() ? Opcode.TEXT : Opcode.BINARY, content);
      }
    }
  }

  /// A long one that is compressed: others have their turn meanwhile.
  private void sendInTurns(boolean isText, ByteBuffer content) throws IOException {
    write(
        isText,
        message -> {
          while (content.hasRemaining()) {
            int count = Math.min(TURN, content.remaining());
            message.write(content.slice(content.position(), count));
            content.position(content.position() + count);
            Task.sleep(Duration.ZERO); // until the loop has looked who is ready
          }
        });
  }

  /// Sends a text.
  public void send(String text) throws IOException {
    send(Message.text(text));
  }

  /// Sends what remains in `bytes`.
  public void send(ByteBuffer bytes) throws IOException {
    send(Message.binary(bytes));
  }

  /// Sends a message part by part: each goes out when it is written.
  ///
  /// - **Waits**: as [#send]; other messages wait meanwhile.
  /// - **Failing**: if `writer` does not come to its end, the connection is reset, for there is no
  ///   other way to say so.
  public <X extends Exception> void sendParts(boolean isText, Writer<X> writer)
      throws IOException, X {
    try (var _ = messages.hold()) {
      write(isText, writer);
    }
  }

  private <X extends Exception> void write(boolean isText, Writer<X> writer) throws IOException, X {
    OutgoingMessage message = new OutgoingMessage(outbound, isText);
    try {
      writer.writeTo(message);
      message.finish();
    } finally {
      if (!message.isFinished()) {
        outbound.abandon();
      }
    }
  }

  /// Writes a message part by part.
  @FunctionalInterface
  public interface Writer<X extends Exception> {
    void writeTo(OutgoingMessage message) throws IOException, X;
  }

  /// The subprotocol that was agreed on; null for none.
  public @Nullable String protocol() {
    return terms.protocol();
  }

  public Address remote() {
    return stream.remote();
  }

  /// Why the peer has closed; null if it has not.
  public @Nullable CloseReason closeReason() {
    return inbound.closeReason();
  }

  /// Closes, with [CloseReason#NORMAL].
  ///
  /// - **Waits**: as the other one.
  @Override
  public void close() {
    close(CloseReason.NORMAL);
  }

  /// Says that no more will be sent, and waits until the peer has said so too; what it sends until
  /// then goes to the task that receives, or nowhere. Idempotent; any task may call it, and if
  /// several do, the first one's reason is told.
  ///
  /// - **Waits**: for the peer, at most [WebSocketLimits#patience]; so do all that call it.
  /// - **Cancelled**, or late: the connection is reset, if this is the first call.
  public void close(CloseReason reason) {
    if (isClosing) {
      closed.await();
      return;
    }
    isClosing = true;
    try {
      closeOnce(reason);
    } finally {
      closed.set();
    }
  }

  private void closeOnce(CloseReason reason) {
    boolean isDone = false;
    try {
      isDone =
          Scope.<Boolean, RuntimeException>runOr(
              Deadline.after(terms.limits().patience()), false, _ -> shakeHands(reason));
    } finally {
      release();
      if (isDone) {
        stream.close();
      } else {
        inbound.fail(new IOException("the connection to " + remote() + " was reset"));
      }
    }
  }

  private void release() {
    pulse.close();
    outbound.release();
    inbound.incoming().close();
  }

  private boolean shakeHands(CloseReason reason) {
    try {
      outbound.close(reason);
      inbound.finish();
      return true;
    } catch (IOException gone) {
      return false;
    }
  }

  /// Asks the peer for a sign of life.
  private void ask() {
    try {
      common.tasks().execute(this::ping);
    } catch (RejectedExecutionException _) {
      giveUp();
    }
  }

  private void ping() {
    try {
      outbound.answer(Opcode.PING, NOTHING);
    } catch (IOException gone) {
      // Whoever receives will see it.
    }
  }

  private void giveUp() {
    giveUp("gave no sign of life for " + terms.limits().patience().toMillis() + " ms");
  }

  /// Resets the connection.
  ///
  /// @param why what the peer did
  void giveUp(String why) {
    inbound.fail(new IOException(remote() + " " + why));
  }
}
