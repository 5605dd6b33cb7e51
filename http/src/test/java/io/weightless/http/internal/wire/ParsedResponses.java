package io.weightless.http.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weightless.http.BadRequest;
import io.weightless.http.Headers;
import io.weightless.http.Limits;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Runs all that comes over a connection through the parsers of responses to GET, and tells as text
/// what they saw.
final class ParsedResponses {
  private final ResponseParser parser;
  private final Limits limits;
  private final List<String> seen = new ArrayList<>();
  private @Nullable BodyDecoder body;

  /// Whether something of the present body was seen.
  private boolean hasContent;

  private ParsedResponses(Limits limits) {
    this.limits = limits;
    this.parser = new ResponseParser(limits);
  }

  /// One text for each response, with as much of its body as came; behind an exclamation mark why
  /// one was refused; `...` for a head that is not complete.
  static List<String> of(List<ByteBuffer> pieces, Limits limits) {
    ParsedResponses parsed = new ParsedResponses(limits);
    try {
      for (ByteBuffer piece : pieces) {
        parsed.read(piece);
        Pieces.spoil(piece);
      }
      if (parsed.parser.hasBegun()) {
        parsed.seen.add("...");
      }
    } catch (BadRequest bad) {
      parsed.seen.add("! " + bad.getMessage());
    }
    return parsed.seen;
  }

  private void read(ByteBuffer piece) throws BadRequest {
    while (piece.hasRemaining()) {
      if (body == null) {
        ResponseHead head = parser.parse(piece);
        if (head != null) {
          begin(head);
        }
      } else {
        readBody(body, piece);
      }
    }
  }

  private void begin(ResponseHead head) {
    StringBuilder text = new StringBuilder(head.status().toString().strip());
    text.append(head.headers().size() == 0 ? " []" : fields(head.headers(), '[', ']'));
    text.append(head.keepsAlive() ? " keep" : " close");
    boolean hasBody = !head.status().isBodiless() && head.bodyLength() != 0;
    if (hasBody) {
      body = new BodyDecoder(head.bodyLength(), limits);
      text.append(head.bodyLength() == ResponseHead.UNTIL_END ? " until end" : "");
    }
    seen.add(text.toString());
  }

  private void readBody(BodyDecoder decoder, ByteBuffer piece) throws BadRequest {
    String part = ISO_8859_1.decode(decoder.decode(piece)).toString();
    if (!part.isEmpty()) {
      append(hasContent ? part : " " + part);
      hasContent = true;
    }
    if (decoder.isFinished()) {
      append(fields(decoder.trailers(), '{', '}'));
      body = null;
      hasContent = false;
    }
  }

  private void append(String more) {
    seen.set(seen.size() - 1, seen.getLast() + more);
  }

  private static String fields(Headers fields, char open, char close) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < fields.size(); i++) {
      text.append(' ').append(open).append(fields.name(i)).append('=');
      text.append(fields.value(i)).append(close);
    }
    return text.toString();
  }
}
