package io.weightless.coroutine;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import org.jspecify.annotations.Nullable;

/// One run of a [Text#encoder].
final class Encoding<T extends CharSequence> {
  private final Charset charset;
  private final CharsetEncoder encoder;
  private final Io<T, ByteBuffer> io;
  private final ByteBuffer bytes = ByteBuffer.allocate(8 * 1024);

  /// The first one of two surrogates, and for a moment the second one.
  private final CharBuffer begun = CharBuffer.allocate(2);

  /// How many characters were encoded.
  private long encoded;

  Encoding(Charset charset, Text.Malformed malformed, Io<T, ByteBuffer> io) {
    this.charset = charset;
    this.io = io;
    encoder =
        charset
            .newEncoder()
            .onMalformedInput(malformed.action())
            .onUnmappableCharacter(malformed.action());
  }

  @Nullable Void run() {
    for (T part = io.read(); part != null; part = io.read()) {
      CharBuffer text = CharBuffer.wrap(part);
      endBegun(text);
      encode(text, false);
      begun.put(text);
      pass();
    }
    encode(begun.flip(), true);
    while (encoder.flush(bytes).isOverflow()) {
      pass();
    }
    pass();
    return null;
  }

  private void endBegun(CharBuffer text) {
    while (begun.position() > 0 && text.hasRemaining()) {
      begun.put(text.get());
      encode(begun.flip(), false);
      begun.compact();
    }
  }

  /// What remains in `text` then is the first one of two surrogates; nothing at the end.
  private void encode(CharBuffer text, boolean isEnd) {
    while (true) {
      int from = text.position();
      CoderResult result = encoder.encode(text, bytes, isEnd);
      encoded += text.position() - from;
      if (result.isUnderflow()) {
        return;
      }
      pass();
      if (result.isError()) {
        throw new MalformedText("no text for " + charset, encoded);
      }
    }
  }

  private void pass() {
    if (bytes.position() > 0) {
      io.write(bytes.flip());
      bytes.clear();
    }
  }
}
