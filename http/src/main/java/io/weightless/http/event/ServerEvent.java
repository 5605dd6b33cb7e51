package io.weightless.http.event;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a server tells: some lines of text, with perhaps a type, an id to resume behind, and how
/// long a client should wait before it comes back. Immutable.
///
/// @param id no line ends or U+0000; null to leave the last one as it is
/// @param type no line ends; null for that of any message
/// @param data lines, whose ends all become line feeds
/// @param retry in milliseconds; null to leave it as it is
public record ServerEvent(
    @Nullable String id, @Nullable String type, String data, @Nullable Duration retry) {
  private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

  public ServerEvent {
    if (id != null && (isBroken(id) || id.indexOf('\0') >= 0)) {
      throw new IllegalArgumentException("an id has no line ends or U+0000: \"" + id + "\"");
    }
    if (type != null && (type.isEmpty() || isBroken(type))) {
      throw new IllegalArgumentException("a type is something without line ends: " + type);
    }
    if (retry != null && retry.isNegative()) {
      throw new IllegalArgumentException("a time is not negative: " + retry);
    }
  }

  public static ServerEvent of(String data) {
    return new ServerEvent(null, null, data, null);
  }

  public static ServerEvent of(String type, String data) {
    return new ServerEvent(null, type, data, null);
  }

  public ServerEvent withId(String other) {
    return new ServerEvent(other, type, data, retry);
  }

  public ServerEvent withRetry(Duration other) {
    return new ServerEvent(id, type, data, other);
  }

  /// As it is sent, with the empty line behind it.
  String encoded() {
    StringBuilder text = new StringBuilder();
    if (id != null) {
      text.append("id: ").append(id).append('\n');
    }
    if (type != null) {
      text.append("event: ").append(type).append('\n');
    }
    if (retry != null) {
      text.append("retry: ").append(retry.toMillis()).append('\n');
    }
    for (String line : LINE_END.split(data, -1)) {
      text.append("data: ").append(line).append('\n');
    }
    return text.append('\n').toString();
  }

  private static boolean isBroken(String text) {
    return text.indexOf('\r') >= 0 || text.indexOf('\n') >= 0;
  }
}
