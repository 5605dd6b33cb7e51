package io.weightless.http.event;

import io.weightless.http.IncomingBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The events of one response, for a client.
///
/// ```java
/// EventReader events = EventReader.of(response.headers().first("Content-Type"), response.body());
/// for (ServerEvent event = events.next(); event != null; event = events.next()) {
///   show(event.data());
/// }
/// ```
///
/// Who wants more when it has ended, in good order or not, waits for [#retry] and asks again, with
/// [#lastEventId] in the field Last-Event-ID unless that is empty. A 204, another status or another
/// type says that there is no more to come (section 9.2.3 of the standard).
///
/// - **Waits**: for the body.
/// - **Limit**: 1 MiB for an event.
public final class EventReader {
  /// Browsers wait for some seconds, if the server says nothing else.
  private static final Duration RETRY = Duration.ofSeconds(3);

  private static final int LONGEST_EVENT = 1024 * 1024;

  private final IncomingBody body;
  private final EventParser parser = new EventParser(LONGEST_EVENT);
  private ByteBuffer in = ByteBuffer.allocate(0);

  private EventReader(IncomingBody body) {
    this.body = body;
  }

  /// @param type the Content-Type of the response
  /// @throws IOException if that is another one
  public static EventReader of(@Nullable String type, IncomingBody body) throws IOException {
    String plain = type == null ? "" : type.split(";", -1)[0].strip();
    if (!plain.toLowerCase(Locale.ROOT).equals(EventStream.TYPE)) {
      throw new IOException("the response is not of the type " + EventStream.TYPE + ": " + type);
    }
    return new EventReader(body);
  }

  /// The next event; null at the end of the body.
  public @Nullable ServerEvent next() throws IOException {
    ServerEvent event = parser.next(in);
    while (event == null) {
      in = body.read();
      if (!in.hasRemaining()) {
        return null;
      }
      event = parser.next(in);
    }
    return event;
  }

  /// The id of the last event that had one; empty for none.
  public String lastEventId() {
    return parser.lastEventId();
  }

  /// How long to wait before asking again: as the server says, or 3 seconds.
  public Duration retry() {
    Duration said = parser.retry();
    return said == null ? RETRY : said;
  }
}
