package io.weightless.http.internal;

import io.weightless.http.BadRequest;
import io.weightless.http.Headers;
import io.weightless.http.IncomingBody;
import io.weightless.http.internal.wire.BodyDecoder;
import io.weightless.http.internal.wire.Head;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The body of a request, as it comes in over its connection.
final class ServerBody implements IncomingBody {
  private final HttpConnection connection;
  private final BodyDecoder decoder;
  private final long length;

  /// The client waits for a 100 before it sends anything.
  private boolean isAwaited;

  private boolean isAnswered;
  private final Patience patience;
  private @Nullable IOException failure;

  ServerBody(HttpConnection connection, Head head) {
    this.connection = connection;
    this.decoder = new BodyDecoder(head, connection.limits());
    this.length = head.bodyLength() == Head.CHUNKED ? UNKNOWN : head.bodyLength();
    this.patience = new Patience(connection.service());
    this.isAwaited = head.expectsContinue();
  }

  @Override
  public ByteBuffer read() throws IOException {
    if (isAnswered) {
      throw new IllegalStateException("the request was answered; its body is gone");
    }
    return next();
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public Headers trailers() {
    return decoder.isFinished() ? decoder.trailers() : Headers.EMPTY;
  }

  boolean isFinished() {
    return decoder.isFinished();
  }

  /// Not null if the client broke it, or is gone.
  @Nullable IOException failure() {
    return failure;
  }

  /// Whether the client may never send it, because nobody asked it to.
  boolean isHeldBack() {
    return isAwaited && !decoder.isFinished();
  }

  /// The response's head is on its way: it is too late for a 100.
  void responseBegins() {
    isAwaited = false;
  }

  /// Takes in what has come already, without waiting; the handler has done with the body.
  void skipWhatIsHere() throws IOException {
    isAnswered = true;
    ByteBuffer part = decode();
    while (part.hasRemaining()) {
      part = decode();
    }
  }

  /// How many bytes are to come at least.
  long left() {
    return decoder.left();
  }

  /// Reads the rest and throws it away.
  ///
  /// @return false if there is more of it than `limit`
  boolean skip(long limit) throws IOException {
    isAnswered = true;
    long skipped = 0;
    while (!decoder.isFinished()) {
      skipped += next().remaining();
      if (skipped > limit) {
        return false;
      }
    }
    return true;
  }

  private ByteBuffer next() throws IOException {
    if (failure != null) {
      throw failure;
    }
    ByteBuffer part = decode();
    while (!part.hasRemaining() && !decoder.isFinished()) {
      more();
      part = decode();
    }
    return part;
  }

  private ByteBuffer decode() throws IOException {
    try {
      return decoder.decode(connection.input());
    } catch (BadRequest bad) {
      failure = bad;
      throw bad;
    }
  }

  private void more() throws IOException {
    boolean ask = isAwaited;
    isAwaited = false;
    try {
      connection.awaitBody(ask, patience);
    } catch (IOException gone) {
      failure = gone;
      throw gone;
    }
  }
}
