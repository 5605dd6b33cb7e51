package io.weightless.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Writes values as bytes and reads them again, perhaps in another JVM.
///
/// Equal values are the same bytes, always: no hash codes, and no order of hash sets.
public interface Codec<T extends @Nullable Object> {
  /// Text without unpaired surrogates, as UTF-8.
  Codec<String> TEXT = of(Codec::utf8, Codec::text);

  /// Arrays of bytes, which are copied.
  Codec<byte[]> BYTES = of(byte[]::clone, byte[]::clone);

  /// What remains in a buffer, whose position stays.
  Codec<ByteBuffer> BUFFER = of(Codec::remaining, ByteBuffer::wrap);

  Codec<Long> NUMBER = TEXT.as(Long::parseLong, String::valueOf);

  /// Null, for what has no value.
  Codec<@Nullable Void> NOTHING = of(_ -> new byte[0], _ -> null);

  /// The bytes of `value`, which the caller may keep.
  ///
  /// @throws IllegalArgumentException when it can't be written
  byte[] encode(T value);

  /// The value again.
  ///
  /// @throws IllegalArgumentException when these are none of its bytes
  T decode(byte[] bytes);

  /// One of two functions.
  static <T extends @Nullable Object> Codec<T> of(
      Function<? super T, byte[]> encode, Function<byte[], ? extends T> decode) {
    return new Codec<>() {
      @Override
      public byte[] encode(T value) {
        return encode.apply(value);
      }

      @Override
      public T decode(byte[] bytes) {
        return decode.apply(bytes);
      }
    };
  }

  /// One for values that are made of these, and can be made to these again.
  default <U extends @Nullable Object> Codec<U> as(
      Function<? super T, ? extends U> from, Function<? super U, ? extends T> to) {
    return of(value -> encode(to.apply(value)), bytes -> from.apply(decode(bytes)));
  }

  private static byte[] utf8(String text) {
    try {
      return remaining(UTF_8.newEncoder().encode(CharBuffer.wrap(text)));
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("text with an unpaired surrogate has no bytes", e);
    }
  }

  private static String text(byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("no text: not UTF-8", e);
    }
  }

  private static byte[] remaining(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(buffer.position(), bytes);
    return bytes;
  }
}
