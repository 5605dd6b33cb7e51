package io.weightless.net.component;

import io.weightless.channel.ChannelClosed;
import io.weightless.component.Component;
import io.weightless.component.NobodyReceives;
import io.weightless.net.Address;
import io.weightless.net.Network;
import io.weightless.net.NetworkException;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A connection: what comes in is written to it, and what the peer sends goes out.
///
/// ```java
/// requests.into(Connected.to(address)).into(responses).run();
/// ```
///
/// Each direction ends for itself: the end of [#in] tells the peer that no more comes, and the
/// peer's end is that of [#out]. When both are over the connection is closed. That is so, too, when
/// the peer ends and nobody feeds this; and when this has ended its output and nobody receives what
/// the peer sends: then what still comes is thrown away, for 2 seconds, so that the last that was
/// written is not overtaken by a reset. It looks for those who feed it, or receive, when one of the
/// two directions ends, and when the peer sends.
///
/// - **Order**: pieces leave in the order in which they came in; how the network cuts what the peer
///   sends, nobody knows.
/// - **Limit**: none of its own. As long as nobody receives what it sends it does not read, and the
///   peer waits.
/// - **Drained**: in a pipeline it ends as the flow does. Where what it sends comes back to it, or
///   where nobody feeds it, it stops reading, as if the peer had ended.
/// - **Cancelled**, or crashed: the peer sees a failure, not an end.
/// - **Failing**: it crashes with a [NetworkException] when the connection breaks.
///
/// From Kamaelia's ConnectedSocketAdapter and TCPClient.
public final class Connected extends Component<ByteBuffer, ByteBuffer> {
  /// How long what nobody receives is thrown away in the end.
  static final Duration LINGER = Duration.ofSeconds(2);

  private final Opening opening;
  private final Stoppable reading = new Stoppable();
  private final Stoppable writing = new Stoppable();
  private final Stoppable discarding = new Stoppable();

  /// Where its connection comes from.
  private interface Opening {
    Stream open() throws IOException;
  }

  private Connected(Opening opening) {
    this.opening = opening;
  }

  /// Over `stream`, which is this one's when it runs: it is closed when this ends. What is
  /// cancelled before it begins leaves it open; so close it behind the run, too. It belongs to the
  /// reactor on which this will run.
  public static Connected over(Stream stream) {
    Objects.requireNonNull(stream);
    return new Connected(() -> stream);
  }

  /// To `address`: it connects when it is run.
  public static Connected to(Address address) {
    Objects.requireNonNull(address);
    return new Connected(() -> Reactor.current().service(Network.class).connect(address));
  }

  @Override
  protected void main() throws IOException {
    Stream stream = opening.open();
    boolean isOver = false;
    try {
      Scope.join(both -> talk(both, stream));
      isOver = true;
    } finally {
      if (isOver) {
        stream.close();
      } else {
        stream.reset();
      }
    }
  }

  /// Until both directions are over.
  private void talk(Scope scope, Stream stream) throws IOException {
    scope.start("reads from " + stream.remote(), () -> readAll(stream));
    writeAll(stream);
    stream.closeOutput();
    discarding.stop();
    if (!Wiring.isReceived(out)) {
      reading.stop();
    }
  }

  private void writeAll(Stream stream) throws IOException {
    try {
      for (ByteBuffer piece = piece(); piece != null; piece = piece()) {
        stream.write(piece.duplicate());
      }
    } catch (ChannelClosed _) {
      // that is its end
    }
  }

  /// Null when there is none, and nobody will send one.
  private @Nullable ByteBuffer piece() {
    ByteBuffer present = in.tryReceive();
    return present == null ? writing.run(_ -> in.receive()) : present;
  }

  private void readAll(Stream stream) throws IOException {
    boolean isAll = passOn(stream);
    out.close();
    if (!Wiring.isFed(in)) {
      writing.stop();
    }
    if (!isAll) {
      discard(stream);
    }
  }

  /// False when that was ended before the peer did.
  private boolean passOn(Stream stream) throws IOException {
    try {
      ByteBuffer part = reading.run(_ -> stream.read());
      while (part != null && part.hasRemaining()) {
        ByteBuffer piece = ByteBuffer.allocate(part.remaining()).put(part).flip();
        stream.release();
        out.send(piece);
        part = reading.run(_ -> stream.read());
      }
      return part != null;
    } catch (NobodyReceives _) {
      return false;
    }
  }

  /// As long as something is written, and for a while after that.
  private void discard(Stream stream) throws IOException {
    if (discarding.run(_ -> drop(stream)) == null) {
      try {
        Scope.runOr(Deadline.after(LINGER), 0L, _ -> drop(stream));
      } catch (IOException _) {
        // an end like any other: nothing is written any more, and nobody reads
      }
    }
  }

  /// How many bytes come until the peer's end.
  private static long drop(Stream stream) throws IOException {
    long bytes = 0;
    for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
      bytes += part.remaining();
    }
    return bytes;
  }

  /// As if the peer had ended; what it has sent goes out before.
  void endInput() {
    reading.stop();
  }

  @Override
  protected void onDrain() {
    if (Wiring.isLoop(this) || !Wiring.isFed(in)) {
      endInput();
    }
  }
}
