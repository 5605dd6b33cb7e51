package io.weightless.http.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weightless.http.BadRequest;
import io.weightless.http.Headers;
import io.weightless.http.Limits;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs a whole connection's input through the parsers, and tells as text what they saw.
final class Parsed {
  private Parsed() {}

  static List<String> all(List<ByteBuffer> pieces) {
    return all(pieces, Limits.DEFAULT);
  }

  /// One text for each request; for one that is refused, its status; `...` for one that is not
  /// complete.
  static List<String> all(List<ByteBuffer> pieces, Limits limits) {
    List<String> seen = new ArrayList<>();
    RequestParser parser = new RequestParser(limits);
    Reader reader = new Reader(parser, limits, seen);
    try {
      for (ByteBuffer piece : pieces) {
        reader.read(piece);
        Pieces.spoil(piece);
      }
      reader.end();
    } catch (BadRequest bad) {
      seen.add(String.valueOf(bad.status().code()));
    }
    return seen;
  }

  /// Method, target and body of each request that was complete before one was refused, if any.
  static List<String> accepted(List<ByteBuffer> pieces) {
    List<String> seen = new ArrayList<>();
    Reader reader = new Reader(new RequestParser(Limits.DEFAULT), Limits.DEFAULT, seen);
    reader.isBrief = true;
    try {
      for (ByteBuffer piece : pieces) {
        reader.read(piece);
      }
    } catch (BadRequest _) {
      // What was seen before is what matters.
    }
    return seen;
  }

  private static final class Reader {
    private final RequestParser parser;
    private final Limits limits;
    private final List<String> seen;
    private boolean isBrief;
    private @Nullable Head head;
    private @Nullable BodyDecoder body;
    private final StringBuilder content = new StringBuilder();

    Reader(RequestParser parser, Limits limits, List<String> seen) {
      this.parser = parser;
      this.limits = limits;
      this.seen = seen;
    }

    void read(ByteBuffer piece) throws BadRequest {
      Head present = readHead(piece);
      while (present != null && readBody(present, piece)) {
        seen.add(
            isBrief
                ? present.method() + " " + present.target() + " " + content
                : (text(present) + " " + content).stripTrailing() + trailers());
        content.setLength(0);
        head = null;
        body = null;
        present = readHead(piece);
      }
    }

    private @Nullable Head readHead(ByteBuffer piece) throws BadRequest {
      if (head == null) {
        head = parser.parse(piece);
      }
      return head;
    }

    private boolean readBody(Head present, ByteBuffer piece) throws BadRequest {
      BodyDecoder decoder = body == null ? new BodyDecoder(present, limits) : body;
      body = decoder;
      ByteBuffer part = decoder.decode(piece);
      while (part.hasRemaining()) {
        content.append(ISO_8859_1.decode(part));
        part = decoder.decode(piece);
      }
      return decoder.isFinished();
    }

    private String trailers() {
      StringBuilder text = new StringBuilder();
      if (body != null) {
        appendFields(text, body.trailers());
      }
      return text.toString();
    }

    void end() {
      if (head != null || parser.hasBegun()) {
        seen.add("...");
      }
    }
  }

  private static void appendFields(StringBuilder text, Headers fields) {
    for (int i = 0; i < fields.size(); i++) {
      text.append(" [").append(fields.name(i)).append('=').append(fields.value(i)).append(']');
    }
  }

  /// A head with all that matters.
  static String text(Head head) {
    StringBuilder text = new StringBuilder(head.requestLine());
    appendFields(text, head.headers());
    text.append(head.keepsAlive() ? " keep" : " close");
    if (head.expectsContinue()) {
      text.append(" expects");
    }
    if (head.hasBody()) {
      text.append(head.bodyLength() == Head.CHUNKED ? " chunked" : " " + head.bodyLength());
    }
    return text.toString();
  }
}
