package io.weightless.coroutine;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;

/// Between bytes and text, as stages of a pipeline: a character may come in several packets.
///
/// ```java
/// Gio.drive(stream, Text.decoder(UTF_8).into(chat).into(Text.encoder(UTF_8)));
/// ```
///
/// - **Order**: each input is passed on at once, but for the beginning of a character that the next
///   one has to end.
/// - **Ends**: a decoder whose next stage has enough gives back the bytes that it has not decoded;
///   an encoder does not give back text.
/// - **Limit**: pieces of at most 8,192 characters, or bytes; larger inputs make several.
/// - **Cost**: each is copied twice.
public final class Text {
  /// What is done about bytes that are no text, or text that has no bytes.
  public enum Malformed {
    /// [MalformedText] is thrown; what came before is passed on.
    REFUSED,

    /// By what the charset has for that, as U+FFFD or a question mark.
    REPLACED;

    CodingErrorAction action() {
      return this == REFUSED ? CodingErrorAction.REPORT : CodingErrorAction.REPLACE;
    }
  }

  private Text() {}

  /// A stage that reads bytes and writes their text; never an empty one.
  ///
  /// - **Failing**: as [Malformed#REFUSED]; also when the input ends within a character.
  public static Coroutine<ByteBuffer, String, @Nullable Void> decoder(Charset charset) {
    return decoder(charset, Malformed.REFUSED);
  }

  /// The same with a choice about what is no text.
  public static Coroutine<ByteBuffer, String, @Nullable Void> decoder(
      Charset charset, Malformed malformed) {
    return Coroutine.of(charset + " decoder", io -> new Decoding(charset, malformed, io).run());
  }

  /// A stage that reads text and writes its bytes; never none. A buffer that it writes is lent
  /// until it is read again.
  ///
  /// - **Failing**: as [Malformed#REFUSED]; also when the input ends between two surrogates.
  public static <T extends CharSequence> Coroutine<T, ByteBuffer, @Nullable Void> encoder(
      Charset charset) {
    return encoder(charset, Malformed.REFUSED);
  }

  /// The same with a choice about what has no bytes.
  public static <T extends CharSequence> Coroutine<T, ByteBuffer, @Nullable Void> encoder(
      Charset charset, Malformed malformed) {
    return Coroutine.of(charset + " encoder", io -> new Encoding<T>(charset, malformed, io).run());
  }
}
