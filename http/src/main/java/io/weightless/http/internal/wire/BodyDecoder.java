package io.weightless.http.internal.wire;

import io.weightless.http.BadRequest;
import io.weightless.http.Headers;
import io.weightless.http.Limits;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// Takes the framing off one body, from buffers that may be cut anywhere (RFC 9112, sections 6 and
/// 7). What follows the body is left alone.
public final class BodyDecoder {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  /// Null if the length is known.
  private final @Nullable ChunkLines lines;

  /// Of the body, or of the present chunk.
  private long left;

  private final boolean isEndless;

  public BodyDecoder(Head head, Limits limits) {
    this(head.bodyLength(), limits);
  }

  /// @param length as a head says it; [Head#CHUNKED]; or [ResponseHead#UNTIL_END], for a body that
  ///   is never finished here
  public BodyDecoder(long length, Limits limits) {
    boolean isChunked = length == Head.CHUNKED;
    this.lines = isChunked ? new ChunkLines(limits) : null;
    this.left = isChunked ? 0 : length == ResponseHead.UNTIL_END ? Long.MAX_VALUE : length;
    this.isEndless = length == ResponseHead.UNTIL_END;
  }

  /// All that `in` has of the body: a view into it, while it moves past that. Nothing, if `in` is
  /// used up or the body is finished.
  ///
  /// The data of several chunks is moved together there. So small chunks cost little; and when the
  /// framing is broken, nothing that came with it is handed out, and an error can still be
  /// answered.
  public ByteBuffer decode(ByteBuffer in) throws BadRequest {
    int count = next(in);
    if (count == 0) {
      return NOTHING;
    }
    int start = in.position() - count;
    int end = in.position();
    for (int more = next(in); more > 0; more = next(in)) {
      in.put(end, in, in.position() - more, more);
      end += more;
    }
    return in.slice(start, end - start);
  }

  /// Moves past the framing and the data of one chunk, or a part of it.
  ///
  /// @return how many bytes of data `in` has just moved past
  private int next(ByteBuffer in) throws BadRequest {
    if (left == 0 && lines != null && in.hasRemaining()) {
      left = lines.next(in);
    }
    int count = (int) Math.min(left, in.remaining());
    in.position(in.position() + count);
    if (!isEndless) {
      left -= count;
    }
    return count;
  }

  public boolean isFinished() {
    return left == 0 && (lines == null || lines.isFinished());
  }

  /// What came behind the body.
  public Headers trailers() {
    return lines == null ? Headers.EMPTY : lines.trailers();
  }

  /// How many bytes are to come at least: all of them, or those of the present chunk.
  public long left() {
    return left;
  }
}
