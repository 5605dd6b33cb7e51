package io.weightless.coroutine;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import org.jspecify.annotations.Nullable;

/// One run of a [Text#decoder].
final class Decoding {
  /// Longer than the longest character, or escape sequence, of any charset.
  private static final int LONGEST_CHARACTER = 32;

  private final Charset charset;
  private final CharsetDecoder decoder;
  private final Io<ByteBuffer, String> io;
  private final CharBuffer text = CharBuffer.allocate(8 * 1024);

  /// The beginning of a character that is not whole yet.
  private final ByteBuffer begun = ByteBuffer.allocate(LONGEST_CHARACTER);

  /// How many bytes were decoded.
  private long decoded;

  Decoding(Charset charset, Text.Malformed malformed, Io<ByteBuffer, String> io) {
    this.charset = charset;
    this.io = io;
    decoder =
        charset
            .newDecoder()
            .onMalformedInput(malformed.action())
            .onUnmappableCharacter(malformed.action());
  }

  @Nullable Void run() {
    for (ByteBuffer bytes = io.read(); bytes != null; bytes = io.read()) {
      decodeOrGiveBack(bytes);
      begun.put(bytes);
      pass();
    }
    decode(begun.flip(), true);
    while (decoder.flush(text).isOverflow()) {
      pass();
    }
    pass();
    return null;
  }

  /// When the stage after this one has enough, what is left of `bytes` is not lost.
  private void decodeOrGiveBack(ByteBuffer bytes) {
    try {
      endBegun(bytes);
      decode(bytes, false);
    } catch (Throwable ended) {
      if (bytes.hasRemaining()) {
        io.unread(bytes);
      }
      throw ended;
    }
  }

  /// With as few of `bytes` as it takes.
  private void endBegun(ByteBuffer bytes) {
    while (begun.position() > 0 && bytes.hasRemaining()) {
      begun.put(bytes.get());
      decode(begun.flip(), false);
      begun.compact();
    }
  }

  /// What remains in `bytes` then is the beginning of a character; nothing at the end.
  private void decode(ByteBuffer bytes, boolean isEnd) {
    while (true) {
      int from = bytes.position();
      CoderResult result = decoder.decode(bytes, text, isEnd);
      decoded += bytes.position() - from;
      if (result.isUnderflow()) {
        return;
      }
      pass();
      if (result.isError()) {
        throw new MalformedText("no " + charset + " text", decoded);
      }
    }
  }

  private void pass() {
    if (text.position() > 0) {
      String whole = text.flip().toString();
      text.clear();
      io.write(whole);
    }
  }
}
