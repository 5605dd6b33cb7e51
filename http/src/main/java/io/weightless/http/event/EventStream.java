package io.weightless.http.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.channel.Channel;
import io.weightless.channel.Select;
import io.weightless.channel.Source;
import io.weightless.http.Body;
import io.weightless.http.Headers;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A response that tells a client events as they come (`text/event-stream`).
///
/// ```java
/// EventLog prices = EventLog.keeping(1000);
/// Handler handler = request -> EventStream.of(request, prices);
/// ```
///
/// It ends when the source does, when the client is gone, and when the server drains: browsers then
/// come back, and say which event was their last. That the client is gone is seen by writing to it,
/// so at the latest a while after the next comment.
///
/// - **Order**: each event is written by itself, at once; nothing is gathered. A slow client holds
///   up its own source only.
/// - **Waits**: in the task of the connection, for the source and for the client.
public final class EventStream {
  static final String TYPE = "text/event-stream";

  /// Proxies tend to close what is silent for a minute.
  private static final Duration SILENCE = Duration.ofSeconds(15);

  private static final Headers HEADERS =
      Headers.of("Content-Type", TYPE, "Cache-Control", "no-store", "X-Accel-Buffering", "no");
  private static final String COMMENT = ":\n\n";

  /// Not null, as the end of a source is.
  private static final String END = "";

  /// Where the events for one client come from.
  @FunctionalInterface
  public interface Opening {
    /// @param lastEventId which of them the client had last; null for one that is new
    Source<ServerEvent> after(@Nullable String lastEventId) throws Exception;

    /// The client has left, or will get no more. Closes `source` if that can be closed.
    default void left(Source<ServerEvent> source) throws Exception {
      if (source instanceof AutoCloseable closeable) {
        closeable.close();
      }
    }
  }

  private final Source<ServerEvent> source;
  private final Channel<String> draining = Channel.rendezvous();
  private final Duration silence;

  private EventStream(Source<ServerEvent> source, Duration silence) {
    this.source = source;
    this.silence = silence;
  }

  /// The answer to `request`, with a comment after 15 seconds of silence.
  public static Response of(Request request, Opening opening) {
    return of(request, opening, SILENCE);
  }

  /// @param silence after which a comment is sent, so that nobody on the way thinks that all is
  ///   over
  public static Response of(Request request, Opening opening, Duration silence) {
    if (!silence.isPositive()) {
      throw new IllegalArgumentException("silence takes a time, not " + silence);
    }
    String last = lastEventId(request.headers());
    Body.Writer writer = sink -> tell(opening, last, silence, sink);
    return new Response(Status.OK, HEADERS, new Body.Streamed(writer));
  }

  private static @Nullable String lastEventId(Headers headers) {
    String last = headers.first("Last-Event-ID");
    return last == null || last.isEmpty() ? null : new String(last.getBytes(ISO_8859_1), UTF_8);
  }

  private static void tell(Opening opening, @Nullable String last, Duration silence, Body.Sink sink)
      throws Exception {
    Source<ServerEvent> source = opening.after(last);
    try {
      new EventStream(source, silence).tell(sink);
    } finally {
      opening.left(source);
    }
  }

  /// The first comment takes the head along, so that the client knows that it is connected.
  private void tell(Body.Sink sink) throws IOException {
    sink.whenDraining(draining::close);
    String next = COMMENT;
    while (!next.equals(END)) {
      sink.write(ByteBuffer.wrap(next.getBytes(UTF_8)));
      next = next();
    }
  }

  private String next() {
    return Select.inOrder(
        Select.receive(draining, text -> text, () -> END),
        Select.receive(source, ServerEvent::encoded, () -> END),
        Select.after(silence, () -> COMMENT));
  }
}
