package io.weightless.coroutine;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import org.jspecify.annotations.Nullable;

/// Stages between bytes and text. Characters may lie across the borders of buffers.
///
/// ```java
/// Text.decoder(UTF_8).into(words).into(Text.encoder(UTF_8))
/// ```
public final class Text {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private Text() {}

  /// Writes the characters that are whole in what it has read.
  ///
  /// - **Fails**: with a [CoroutineFailed] of a [CharacterCodingException] for bytes that are no
  ///   text, and for half a character at the end.
  /// - **Cost**: a copy; a buffer after half a character is copied twice.
  public static Coroutine<ByteBuffer, String, @Nullable Void> decoder(Charset charset) {
    return Coroutine.of("decoder of " + charset, io -> decode(io, charset.newDecoder()));
  }

  private static @Nullable Void decode(Io<ByteBuffer, String> io, CharsetDecoder decoder)
      throws CharacterCodingException {
    ByteBuffer half = NOTHING;
    for (ByteBuffer bytes = io.read(); bytes != null; bytes = io.read()) {
      half = write(io, decoder, half.hasRemaining() ? joined(half, bytes) : bytes, false);
    }
    write(io, decoder, half, true);
    return null;
  }

  private static ByteBuffer joined(ByteBuffer one, ByteBuffer other) {
    return ByteBuffer.allocate(one.remaining() + other.remaining()).put(one).put(other).flip();
  }

  /// @return half a character, which is a copy
  private static ByteBuffer write(
      Io<ByteBuffer, String> io, CharsetDecoder decoder, ByteBuffer bytes, boolean last)
      throws CharacterCodingException {
    int most = (int) Math.ceil(bytes.remaining() * (double) decoder.maxCharsPerByte()) + 1;
    CharBuffer text = CharBuffer.allocate(most);
    check(decoder.decode(bytes, text, last));
    if (last) {
      check(decoder.flush(text));
    }
    ByteBuffer half =
        bytes.hasRemaining() ? ByteBuffer.allocate(bytes.remaining()).put(bytes).flip() : NOTHING;
    if (text.flip().hasRemaining()) {
      io.write(text.toString());
    }
    return half;
  }

  private static void check(CoderResult result) throws CharacterCodingException {
    if (result.isError()) {
      result.throwException();
    }
  }

  /// Writes the bytes of each text that it reads. What the charset does not have becomes its
  /// replacement, as with [String#getBytes(Charset)].
  public static Coroutine<String, ByteBuffer, @Nullable Void> encoder(Charset charset) {
    return Coroutine.of("encoder of " + charset, io -> encode(io, charset));
  }

  private static @Nullable Void encode(Io<String, ByteBuffer> io, Charset charset) {
    for (String text = io.read(); text != null; text = io.read()) {
      if (!text.isEmpty()) {
        io.write(ByteBuffer.wrap(text.getBytes(charset)));
      }
    }
    return null;
  }
}
