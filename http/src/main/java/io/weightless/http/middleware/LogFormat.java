package io.weightless.http.middleware;

import io.weightless.http.AccessLog;
import io.weightless.http.Headers;
import io.weightless.reactor.Reactor;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// How a response becomes a line of an [AccessLog].
///
/// ```java
/// AccessLog log = LogFormat.COMBINED.responseField("X-Request-Id").to(lines::add);
/// ```
///
/// What a client sent can't forge a line, or a part of one, nor move a terminal's cursor: what is
/// not visible ASCII, quotes and backslashes are escaped. Times are those when a request's head was
/// read, in UTC.
public final class LogFormat {
  /// That of NCSA and Apache, which every log reader knows; nobody's name is in it: `192.0.2.1 - -
  /// [31/Dec/2025:23:59:59 +0000] "GET / HTTP/1.1" 200 5`.
  public static final LogFormat COMMON = new LogFormat(false, List.of());

  /// The same with the fields Referer and User-Agent.
  public static final LogFormat COMBINED =
      COMMON.requestField("Referer").requestField("User-Agent");

  /// An object to each line, with the members `time`, `remote`, `request`, `status`, `bytes` and
  /// `micros`; those of fields are called like them, in lower case, and missing where they are.
  public static final LogFormat JSON = new LogFormat(true, List.of());

  private static final String[] MONTHS = {
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
  };
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final boolean isJson;
  private final List<Field> fields;

  private record Field(boolean isRequests, String name) {
    @Nullable String of(AccessLog.Entry entry) {
      Headers headers = isRequests ? entry.request() : entry.response();
      return headers.first(name);
    }
  }

  private LogFormat(boolean isJson, List<Field> fields) {
    this.isJson = isJson;
    this.fields = fields;
  }

  /// The same, with a field of the request behind all else.
  public LogFormat requestField(String name) {
    return with(new Field(true, name));
  }

  /// The same, with a field of the response behind all else: for what a middleware knows, as
  /// [RequestIds].
  public LogFormat responseField(String name) {
    return with(new Field(false, name));
  }

  private LogFormat with(Field field) {
    List<Field> more = new ArrayList<>(fields);
    more.add(field);
    return new LogFormat(isJson, List.copyOf(more));
  }

  /// A log that hands each line to `sink`, without its end. The sink must not wait.
  public AccessLog to(Consumer<String> sink) {
    return entry -> sink.accept(line(entry, Reactor.current().clock().now()));
  }

  /// The line of an entry, without its end.
  ///
  /// @param served when it was made
  public String line(AccessLog.Entry entry, Instant served) {
    Instant began = served.minusNanos(entry.nanos());
    return isJson ? json(entry, began) : common(entry, began);
  }

  private String common(AccessLog.Entry entry, Instant began) {
    StringBuilder line = new StringBuilder(128);
    line.append(entry.remote().host()).append(" - - [");
    time(line, began);
    line.append("] ");
    quote(line, entry.requestLine());
    line.append(' ').append(entry.status().code()).append(' ');
    line.append(entry.bodyBytes() == 0 ? "-" : Long.toString(entry.bodyBytes()));
    for (Field field : fields) {
      String value = field.of(entry);
      quote(line.append(' '), value == null ? "-" : value);
    }
    return line.toString();
  }

  private String json(AccessLog.Entry entry, Instant began) {
    Json json =
        new Json()
            .put("time", began.toString())
            .put("remote", entry.remote().host())
            .put("request", entry.requestLine())
            .put("status", entry.status().code())
            .put("bytes", entry.bodyBytes())
            .put("micros", entry.nanos() / 1_000);
    for (Field field : fields) {
      String value = field.of(entry);
      if (value != null) {
        json.put(field.name().toLowerCase(Locale.ROOT), value);
      }
    }
    return json.toString();
  }

  /// Not by a formatter: its caches in the JDK have locks, and so it may wait.
  private static void time(StringBuilder line, Instant instant) {
    OffsetDateTime time = instant.atOffset(ZoneOffset.UTC);
    two(line, time.getDayOfMonth()).append('/').append(MONTHS[time.getMonthValue() - 1]);
    line.append('/').append(time.getYear());
    two(line.append(':'), time.getHour());
    two(line.append(':'), time.getMinute());
    two(line.append(':'), time.getSecond()).append(" +0000");
  }

  private static StringBuilder two(StringBuilder line, int number) {
    return line.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  private static void quote(StringBuilder line, String text) {
    line.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        HEX.toHexDigits(line.append("\\x"), (byte) c);
      } else {
        line.append(c);
      }
    }
    line.append('"');
  }
}
