package io.weightless.http.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Takes events out of what a server sends (section 9.2.6 of the standard), from buffers that may
/// be cut anywhere.
///
/// An event that the end cuts off is none. What is not UTF-8 becomes U+FFFD.
public final class EventParser {
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

  private final int limit;
  private byte[] line = new byte[128];
  private int length;
  private boolean isFirstLine = true;

  /// A line feed right behind it is no line end of its own.
  private boolean wasReturn;

  private final StringBuilder data = new StringBuilder();
  private String type = "";
  private String id = "";
  private String lastEventId = "";
  private @Nullable Duration retry;

  /// @param limit of a line, and of the data of an event, in bytes and characters
  public EventParser(int limit) {
    this.limit = limit;
  }

  /// The next event that is complete in `in`, which moves behind it.
  ///
  /// @return null if `in` is used up before
  /// @throws IOException beyond the limit
  public @Nullable ServerEvent next(ByteBuffer in) throws IOException {
    while (in.hasRemaining()) {
      byte b = in.get();
      boolean isSecondHalf = wasReturn && b == '\n';
      wasReturn = b == '\r';
      if (b != '\r' && b != '\n') {
        put(b);
      } else if (!isSecondHalf) {
        ServerEvent event = endLine();
        if (event != null) {
          return event;
        }
      }
    }
    return null;
  }

  /// What a client says that comes back: the id of the last event that had one; empty for none.
  public String lastEventId() {
    return lastEventId;
  }

  /// How long a client should wait before it comes back; null if the server did not say.
  public @Nullable Duration retry() {
    return retry;
  }

  private void put(byte b) throws IOException {
    if (length == limit) {
      throw new IOException("a line of an event stream is longer than " + limit + " bytes");
    }
    if (length == line.length) {
      line = Arrays.copyOf(line, 2 * length);
    }
    line[length++] = b;
  }

  private @Nullable ServerEvent endLine() throws IOException {
    boolean isMarked =
        isFirstLine && length >= 3 && Arrays.equals(line, 0, 3, BYTE_ORDER_MARK, 0, 3);
    int start = isMarked ? 3 : 0;
    String text = new String(line, start, length - start, UTF_8);
    isFirstLine = false;
    length = 0;
    if (text.isEmpty()) {
      return dispatch();
    }
    int colon = text.indexOf(':');
    if (colon < 0) {
      field(text, "");
    } else if (colon > 0) { // else it is a comment
      boolean isSpaced = text.startsWith(" ", colon + 1);
      field(text.substring(0, colon), text.substring(colon + (isSpaced ? 2 : 1)));
    }
    return null;
  }

  private void field(String name, String value) throws IOException {
    switch (name) {
      case "event" -> type = value;
      case "data" -> {
        if (data.length() + value.length() > limit) {
          throw new IOException("an event is longer than " + limit + " characters");
        }
        data.append(value).append('\n');
      }
      case "id" -> id = value.indexOf('\0') < 0 ? value : id;
      case "retry" -> {
        if (value.matches("[0-9]{1,15}")) {
          retry = Duration.ofMillis(Long.parseLong(value));
        }
      }
      default -> {}
    }
  }

  private @Nullable ServerEvent dispatch() {
    lastEventId = id;
    String complete = data.toString();
    String named = type;
    data.setLength(0);
    type = "";
    if (complete.isEmpty()) {
      return null;
    }
    return new ServerEvent(
        lastEventId.isEmpty() ? null : lastEventId,
        named.isEmpty() || named.equals("message") ? null : named,
        complete.substring(0, complete.length() - 1),
        null);
  }
}
