package io.weightless.coroutine;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Parts of programs that read as much as they want, whatever the borders of the inputs, and give
/// the rest back.
///
/// ```java
/// MatchResult request = Reading.match(io, REQUEST_LINE, 8_192);
/// String body = Reading.text(io, 1_000_000);
/// ```
///
/// - **Waits**: until the driver has sent enough.
/// - **Fails**: with [EndOfInput] when there is not enough, with [InputTooLong] beyond the limit,
///   and with what the driver throws in. Whatever it is, what they have read is given back then, as
///   one input.
///
/// From Weightless' `readRe`, `readAll` and `copyBytes`.
public final class Reading {
  private Reading() {}

  /// The match of `pattern` at the start of the input. While more input could make it another one,
  /// it reads on: so end the pattern with what ends the text, or it waits for that. When no more
  /// input could make a match it does not wait for any.
  ///
  /// - **Limit**: `maximum` characters of the match, and before there is one.
  /// - **Cost**: matches again after each input.
  ///
  /// @throws NoMatch when the input begins with something else
  /// @throws EndOfInput when it ends before that is decided
  /// @throws InputTooLong beyond the maximum
  public static MatchResult match(Io<String, ?> io, Pattern pattern, int maximum) {
    StringBuilder text = new StringBuilder();
    try {
      return match(io, pattern, maximum, text);
    } catch (RuntimeException | Error e) {
      giveBack(io, text.toString());
      throw e;
    }
  }

  @SuppressWarnings("JdkObsolete") // to read on is what hitEnd is for
  private static MatchResult match(
      Io<String, ?> io, Pattern pattern, int maximum, StringBuilder text) {
    boolean ended = false;
    while (true) {
      Matcher matcher = pattern.matcher(text).region(0, ended ? text.length() : whole(text));
      boolean matches = matcher.lookingAt();
      if (matches && (ended || !matcher.hitEnd()) && matcher.end() <= maximum) {
        MatchResult result = matcher.toMatchResult();
        giveBack(io, text.substring(matcher.end()));
        return result;
      }
      if (!matches && !matcher.hitEnd()) {
        throw new NoMatch("no match of " + pattern + " at the start of the input");
      }
      if (text.length() > maximum) {
        String message = "no match of " + pattern + " after " + text.length() + " characters";
        throw new InputTooLong(message + "; the limit is " + maximum);
      }
      String more = ended ? io.next() : io.read();
      ended = more == null;
      text.append(ended ? "" : more);
    }
  }

  /// Without the first half of a character, whose second one is to come.
  private static int whole(StringBuilder text) {
    int last = text.length() - 1;
    return last >= 0 && Character.isHighSurrogate(text.charAt(last)) ? last : text.length();
  }

  private static void giveBack(Io<String, ?> io, String text) {
    if (!text.isEmpty()) {
      io.unread(text);
    }
  }

  /// All text to the end of the input.
  ///
  /// @param maximum in characters
  /// @throws InputTooLong beyond the maximum
  public static String text(Io<String, ?> io, int maximum) {
    StringBuilder all = new StringBuilder();
    try {
      for (String text = io.read(); text != null; text = io.read()) {
        all.append(text);
        if (all.length() > maximum) {
          throw tooLong(all.length(), "characters", maximum);
        }
      }
    } catch (RuntimeException | Error e) {
      giveBack(io, all.toString());
      throw e;
    }
    return all.toString();
  }

  /// All bytes to the end of the input.
  ///
  /// @throws InputTooLong beyond the maximum
  public static byte[] bytes(Io<ByteBuffer, ?> io, int maximum) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      for (ByteBuffer bytes = io.read(); bytes != null; bytes = io.read()) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        all.writeBytes(copy);
        if (all.size() > maximum) {
          throw tooLong(all.size(), "bytes", maximum);
        }
      }
    } catch (RuntimeException | Error e) {
      if (all.size() > 0) {
        io.unread(ByteBuffer.wrap(all.toByteArray()));
      }
      throw e;
    }
    return all.toByteArray();
  }

  private static InputTooLong tooLong(int size, String unit, int maximum) {
    return new InputTooLong(size + " " + unit + " and no end; the limit is " + maximum);
  }

  /// Hands `count` bytes on to `target`, without copying them, and writes what that writes. It is
  /// begun if need be, and not ended: it may get more from elsewhere. (One that was begun here is
  /// closed with the coroutine that this is called in.)
  ///
  /// @return how many it took: less than `count` when it ended before
  /// @throws EndOfInput when there are less; those that there are, `target` has got
  public static <O> long copy(
      Io<ByteBuffer, O> io, long count, Coroutine<ByteBuffer, O, ?> target) {
    Branch<ByteBuffer, O> to = new Branch<>(target);
    long left = count;
    while (left > 0) {
      to.writeAll(io);
      if (!to.reads()) {
        return count - left;
      }
      ByteBuffer bytes = io.next();
      int size = (int) Math.min(left, bytes.remaining());
      ByteBuffer piece = bytes.slice(bytes.position(), size);
      bytes.position(bytes.position() + size);
      if (bytes.hasRemaining()) {
        io.unread(bytes);
      }
      left -= size;
      if (size > 0) {
        to.give(io, piece);
      }
    }
    to.writeAll(io);
    return count;
  }
}
