package io.weightless.http.internal.wire;

import io.weightless.http.BadRequest;
import io.weightless.http.Limits;
import java.nio.ByteBuffer;

/// Takes the framing off one request's body, from buffers that may be cut anywhere (RFC 9112,
/// sections 6 and 7). What follows the body is left alone.
public final class BodyDecoder {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final boolean isChunked;
  private final ChunkLines lines;

  /// Of the body, or of the present chunk.
  private long left;

  public BodyDecoder(Head head, Limits limits) {
    this.isChunked = head.bodyLength() == Head.CHUNKED;
    this.left = isChunked ? 0 : head.bodyLength();
    this.lines = new ChunkLines(limits);
  }

  /// The next bytes of the body: a view into `in`, which moves past them. Nothing, if `in` is used
  /// up or the body is finished.
  public ByteBuffer decode(ByteBuffer in) throws BadRequest {
    if (left == 0 && isChunked && in.hasRemaining()) {
      left = lines.next(in);
    }
    int count = (int) Math.min(left, in.remaining());
    if (count == 0) {
      return NOTHING;
    }
    ByteBuffer part = in.slice(in.position(), count);
    in.position(in.position() + count);
    left -= count;
    return part;
  }

  public boolean isFinished() {
    return left == 0 && (!isChunked || lines.isFinished());
  }

  /// How many bytes are to come at least: all of them, or those of the present chunk.
  public long left() {
    return left;
  }
}
