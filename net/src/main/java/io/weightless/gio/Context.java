package io.weightless.gio;

import io.weightless.coroutine.Input;
import io.weightless.net.Stream;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A stream as coroutines read it, one after the other or by turns: what one gives back, and does
/// not read itself, is what the next one reads first. (The `SocketContext` of the original.)
///
/// ```java
/// Context peer = Context.of(stream);
/// User user = Gio.drive(peer, login());
/// Gio.drive(peer, session(user)); // begins with what the login has left
/// ```
///
/// It closes nothing: the stream is whose it was.
///
/// - **Runs on**: the reactor of its stream.
public final class Context {
  private final Stream stream;
  private Input<ByteBuffer> input = Input.of(List.of());

  /// Who has it open; null for nobody.
  private @Nullable Drive<?> user;

  private int opened;

  private boolean isBase;

  private Context(Stream stream) {
    this.stream = stream;
  }

  public static Context of(Stream stream) {
    return new Context(stream);
  }

  public Stream stream() {
    return stream;
  }

  /// What was read from the stream and given back, and nobody has read since. It is as it was lent:
  /// until the next read of the stream.
  public List<ByteBuffer> rest() {
    return input.rest();
  }

  Input<ByteBuffer> input() {
    return input;
  }

  /// For the whole of a drive, which keeps what is unread itself meanwhile.
  ///
  /// @throws IllegalStateException when it is open
  void openAsBase(Drive<?> by) {
    if (user != null) {
      throw inUse();
    }
    open(by);
    isBase = true;
  }

  void closeAsBase(List<ByteBuffer> left) {
    isBase = false;
    input = Input.of(left);
    leave();
  }

  /// @throws IllegalStateException when another drive has it open, or this one as its base
  void open(Drive<?> by) {
    if (isBase || (user != null && user != by)) {
      throw inUse();
    }
    user = by;
    opened++;
  }

  private IllegalStateException inUse() {
    return new IllegalStateException(this + " is in use already: a drive is on it");
  }

  void leave() {
    if (--opened == 0) {
      user = null;
    }
  }

  @Override
  public String toString() {
    return "context of " + stream;
  }
}
