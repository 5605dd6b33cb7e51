package io.weightless.http.form;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weightless.http.BadRequest;
import io.weightless.http.Headers;
import java.nio.ByteBuffer;

/// Cuts a multipart body into its parts (RFC 2046, section 5.1.1), from buffers that may be cut
/// anywhere.
///
/// A line that begins with the boundary has to be a delimiter: where something else stands behind
/// the boundary, readers differ, and it is refused.
final class PartDecoder {
  /// What has come.
  enum Event {
    /// Nothing more in this buffer.
    MORE,

    /// The fields of a part.
    HEAD,

    /// Bytes of it.
    DATA,

    /// It is complete.
    PART_END,

    /// So is the body; what follows means nothing.
    END
  }

  private enum State {
    PREAMBLE,
    HEAD,
    CONTENT,

    /// The delimiter behind a part was seen, and its end not told.
    FOUND,

    /// In the line of a delimiter.
    DELIMITER,
    DASH,
    PADDING,
    LINE_END,
    LAST_PADDING,
    END
  }

  private static final int LINE_BREAK = 2;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  // I1 the first `matched` bytes of the delimiter have come; of these, `carried` in buffers before.
  // I2 a CR is nowhere in it but at the start: what does not go on with it may only begin it anew.

  /// What stands between two parts: a line break, two dashes, the boundary.
  private final byte[] delimiter;

  private final PartHead fields;
  private State state = State.PREAMBLE;

  /// A body may begin with its boundary.
  private int matched = LINE_BREAK;

  private int carried = LINE_BREAK;

  /// How many of the bytes of the delimiter are no data where they turn out to be none.
  private int implied = LINE_BREAK;

  private ByteBuffer data = NOTHING;
  private Headers head = Headers.EMPTY;

  /// @param headLimit of the fields of a part, in bytes
  PartDecoder(String boundary, int headLimit) {
    this.delimiter = ("\r\n--" + boundary).getBytes(ISO_8859_1);
    this.fields = new PartHead(headLimit);
  }

  /// Behind [Event#DATA]: a view, as long as the buffer is what it is.
  ByteBuffer data() {
    return data;
  }

  /// Behind [Event#HEAD].
  Headers head() {
    return head;
  }

  /// What comes next in `in`.
  Event next(ByteBuffer in) throws BadRequest {
    if (state == State.FOUND) {
      state = State.DELIMITER;
      return Event.PART_END;
    }
    while (in.hasRemaining()) {
      switch (state) {
        case PREAMBLE -> preamble(in);
        case CONTENT -> {
          if (content(in)) {
            return Event.DATA;
          }
          if (state == State.FOUND) {
            return next(in);
          }
        }
        case HEAD -> {
          if (fields.accept(in.get())) {
            head = fields.take();
            beginContent();
            return Event.HEAD;
          }
        }
        case END -> in.position(in.limit());
        default -> line(in.get());
      }
    }
    return state == State.END || state == State.LAST_PADDING ? Event.END : Event.MORE;
  }

  private void preamble(ByteBuffer in) {
    while (in.hasRemaining() && state == State.PREAMBLE) {
      if (scan(in)) {
        state = State.DELIMITER;
      }
    }
  }

  /// @return whether there is data
  private boolean content(ByteBuffer in) {
    if (scan(in)) {
      state = State.FOUND;
    }
    return data.hasRemaining();
  }

  /// The line break before a part's content may be that of the delimiter behind it.
  private void beginContent() {
    state = State.CONTENT;
    matched = LINE_BREAK;
    carried = LINE_BREAK;
    implied = LINE_BREAK;
  }

  /// Moves on to the end of the delimiter, or to where it is known that something is no part of it.
  ///
  /// @return whether it is complete; `data` is what stands before it
  private boolean scan(ByteBuffer in) {
    int start = in.position();
    int limit = in.limit();
    int known = carried;
    int at = start;
    while (at < limit && matched < delimiter.length) {
      byte b = in.get(at);
      if (b == delimiter[matched]) {
        matched++;
        at++;
      } else if (carried > 0) {
        return giveBack(in, start);
      } else if (matched > 0) {
        matched = 0;
      } else {
        at++;
      }
    }
    in.position(at);
    data = known > 0 ? NOTHING : in.slice(start, at - matched - start);
    boolean isFound = matched == delimiter.length;
    matched = isFound ? 0 : matched;
    carried = matched;
    implied = isFound || carried == 0 ? 0 : implied;
    return isFound;
  }

  /// What earlier buffers had was data.
  private boolean giveBack(ByteBuffer in, int start) {
    data = ByteBuffer.wrap(delimiter, implied, carried - implied).slice().asReadOnlyBuffer();
    in.position(start);
    matched = 0;
    carried = 0;
    implied = 0;
    return false;
  }

  private void line(byte b) throws BadRequest {
    state =
        switch (state) {
          case DELIMITER -> b == '-' ? State.DASH : padding(b, State.PADDING);
          case DASH -> {
            check(b == '-');
            yield State.LAST_PADDING;
          }
          case PADDING -> padding(b, State.PADDING);
          case LINE_END -> {
            check(b == '\n');
            yield State.HEAD;
          }
          case LAST_PADDING -> padding(b, State.LAST_PADDING);
          default -> throw new AssertionError(state);
        };
  }

  private State padding(byte b, State same) throws BadRequest {
    if (b == '\r') {
      return same == State.LAST_PADDING ? State.END : State.LINE_END;
    }
    check(b == ' ' || b == '\t');
    return same;
  }

  private static void check(boolean isRight) throws BadRequest {
    if (!isRight) {
      throw new BadRequest(
          "a line of a multipart body begins with its boundary, and is no delimiter");
    }
  }
}
