package io.weightless.http.client.internal;

import io.weightless.http.BadRequest;
import io.weightless.http.Headers;
import io.weightless.http.IncomingBody;
import io.weightless.http.client.BadResponse;
import io.weightless.http.internal.wire.BodyDecoder;
import io.weightless.http.internal.wire.Head;
import io.weightless.http.internal.wire.ResponseHead;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// The body of a response, as it comes in over its connection.
final class ResponseBody implements IncomingBody {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Exchange exchange;
  private final Connection connection;
  private final BodyDecoder decoder;
  private final long length;
  private final boolean isUntilEnd;

  /// Without framing.
  private long read;

  private boolean isReading;
  private boolean isEnded;
  private boolean isClosed;
  private @Nullable IOException failure;

  /// @param length as of [ResponseHead]
  ResponseBody(Exchange exchange, Connection connection, long length) {
    this.exchange = exchange;
    this.connection = connection;
    this.decoder = new BodyDecoder(length, connection.pool().heads());
    this.length = length == Head.CHUNKED || length == ResponseHead.UNTIL_END ? UNKNOWN : length;
    this.isUntilEnd = length == ResponseHead.UNTIL_END;
  }

  @Override
  public ByteBuffer read() throws IOException {
    if (isClosed) {
      throw new IllegalStateException("the response was closed; its body is gone");
    }
    return next();
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public Headers trailers() {
    return isEnded ? decoder.trailers() : Headers.EMPTY;
  }

  @Override
  public IOException tooLong(String sentence) {
    return new BadResponse(sentence);
  }

  private ByteBuffer next() throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (isEnded) {
      return NOTHING;
    }
    boolean isDone = false;
    isReading = true;
    try {
      ByteBuffer part = decoder.decode(connection.input());
      while (!part.hasRemaining() && !isOver()) {
        part = decoder.decode(connection.input());
      }
      read += part.remaining();
      isDone = true;
      if (!part.hasRemaining()) {
        isEnded = true;
        exchange.finish();
      }
      return part;
    } catch (BadRequest bad) {
      failure = new BadResponse(String.valueOf(bad.getMessage()));
      throw failure;
    } catch (IOException gone) {
      failure = gone;
      throw gone;
    } finally {
      isReading = false;
      if (!isDone) {
        failure = failure == null ? new IOException("its reading was cancelled") : failure;
        exchange.abort();
      }
    }
  }

  /// Whether nothing more comes; else it has read on.
  private boolean isOver() throws IOException {
    if (decoder.isFinished()) {
      return true;
    }
    if (connection.more()) {
      return false;
    }
    if (isUntilEnd) {
      return true;
    }
    String of = length == UNKNOWN ? "a chunked body" : "a body of " + length;
    throw new BadResponse("the connection ended after " + read + " bytes of " + of);
  }

  /// Nobody but the client reads it any more.
  void close() {
    isClosed = true;
  }

  boolean isClosed() {
    return isClosed;
  }

  /// Whether a task waits for more of it.
  boolean isReading() {
    return isReading;
  }

  boolean isFinished() {
    return decoder.isFinished();
  }

  /// How many bytes are to come at least.
  long left() {
    return decoder.left();
  }

  /// Without waiting.
  ///
  /// @return false if it is broken
  boolean skipWhatIsHere() {
    try {
      ByteBuffer part = decoder.decode(connection.input());
      while (part.hasRemaining()) {
        part = decoder.decode(connection.input());
      }
      return true;
    } catch (BadRequest _) {
      return false;
    }
  }

  /// Reads the rest and throws it away.
  ///
  /// @return false if that can't be done, or is more than `most` bytes
  boolean skip(int most) {
    long skipped = 0;
    try {
      while (!isEnded) {
        skipped += next().remaining();
        if (skipped > most) {
          return false;
        }
      }
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
