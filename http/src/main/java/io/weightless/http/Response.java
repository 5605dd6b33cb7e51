package io.weightless.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.net.FileSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/// The answer to a request.
///
/// How the body is framed, whether the connection stays, and the date are the server's business: a
/// response that sets the fields for these is refused.
///
/// @param status not one below 200
public record Response(Status status, Headers headers, Body body) {
  private static final List<String> SERVERS_OWN =
      List.of("Content-Length", "Transfer-Encoding", "Connection", "Date");
  private static final Headers TEXT = Headers.of("Content-Type", "text/plain; charset=utf-8");
  private static final Headers HTML = Headers.of("Content-Type", "text/html; charset=utf-8");

  public Response {
    if (status.code() < 200) {
      throw new IllegalArgumentException("not a final status: " + status);
    }
    if (headers.size() != 0 && headers != TEXT) {
      refuseServersOwn(headers);
    }
  }

  /// A 200 with a text.
  public static Response ok(String text) {
    return text(Status.OK, text);
  }

  public static Response text(Status status, String text) {
    return new Response(status, TEXT, new Bytes(ByteBuffer.wrap(text.getBytes(UTF_8))));
  }

  public static Response html(Status status, String page) {
    return new Response(status, HTML, new Bytes(ByteBuffer.wrap(page.getBytes(UTF_8))));
  }

  /// A response without a body, as yet.
  public static Response of(Status status) {
    return new Response(status, Headers.EMPTY, None.NONE);
  }

  /// This, with one more field.
  public Response with(String name, String value) {
    return new Response(status, headers.with(name, value), body);
  }

  public Response with(Body other) {
    return new Response(status, headers, other);
  }

  private static void refuseServersOwn(Headers headers) {
    for (String name : SERVERS_OWN) {
      if (headers.contains(name)) {
        throw new IllegalArgumentException(name + " is set by the server");
      }
    }
  }

  /// What is sent after the head. For HEAD and for a 204 or 304 the server sends none of it.
  public sealed interface Body {}

  /// Nothing.
  public enum None implements Body {
    NONE
  }

  /// Bytes in memory, from position to limit, neither of which moves.
  ///
  /// Many of them, and not read-only, count as what the server holds in memory while they are sent:
  /// see [Limits.Connections]. So what many responses share should be read-only.
  public record Bytes(ByteBuffer content) implements Body {}

  /// Part of a file, which goes from the kernel to the network where it can. The server closes the
  /// file, also when nothing of it was sent.
  public record FileRegion(FileSource file, long position, long count) implements Body {
    public FileRegion {
      if (position < 0 || count < 0) {
        throw new IllegalArgumentException("no part of a file: " + position + ", " + count);
      }
    }
  }

  /// Bytes that come as they come.
  ///
  /// @param length how many there will be, exactly; or [RequestBody#UNKNOWN]
  public record Streamed(long length, Writer writer) implements Body {
    public Streamed(Writer writer) {
      this(RequestBody.UNKNOWN, writer);
    }
  }

  /// Writes a body, once, in the task of the connection. If it throws, the connection is closed, so
  /// that the client can see that it did not get all.
  @FunctionalInterface
  public interface Writer {
    void writeTo(Sink sink) throws Exception;
  }

  /// Where a [Writer] writes.
  public interface Sink {
    /// Sends all that remains in `sources`.
    ///
    /// - **Waits**: until the network took it; so a slow client slows its writer down.
    ///
    /// @throws IOException if the client is gone
    void write(ByteBuffer... sources) throws IOException;

    /// Sends part of a file, from the kernel to the network where it can; the file stays the
    /// caller's.
    ///
    /// - **Waits**: like [#write].
    ///
    /// @throws IOException if the client is gone, or the file ends before `count` bytes
    void send(FileSource file, long position, long count) throws IOException;
  }
}
