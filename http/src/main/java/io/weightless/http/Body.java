package io.weightless.http;

import io.weightless.net.FileSource;
import io.weightless.net.Stream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/// What is sent after a head: of a response by a server, of a request by a client. (For HEAD and
/// for a 204 or 304 a server sends none of it.)
public sealed interface Body {
  /// How many bytes there will be; [IncomingBody#UNKNOWN] if nobody knows.
  long length();

  /// Closes what it holds, a file or a connection elsewhere. A server does it, once it needs the
  /// body no more; so does whoever puts another one in its place. A client does not: what is in a
  /// request stays its sender's.
  default void close() throws IOException {}

  /// Nothing.
  enum None implements Body {
    NONE;

    @Override
    public long length() {
      return 0;
    }
  }

  /// Bytes in memory, from position to limit, neither of which moves.
  ///
  /// Many of them, and not read-only, count as what the server holds in memory while they are sent:
  /// see [Limits.Connections]. So what many responses share should be read-only.
  record Bytes(ByteBuffer content) implements Body {
    @Override
    public long length() {
      return content.remaining();
    }
  }

  /// Part of a file, which goes from the kernel to the network where it can.
  record FileRegion(FileSource file, long position, long count) implements Body {
    public FileRegion {
      if (position < 0 || count < 0) {
        throw new IllegalArgumentException("no part of a file: " + position + ", " + count);
      }
    }

    @Override
    public long length() {
      return count;
    }

    @Override
    public void close() {
      file.close();
    }
  }

  /// Bytes that come as they come.
  ///
  /// @param length how many there will be, exactly; or [IncomingBody#UNKNOWN]
  /// @param held what the writer needs, [closed][Body#close] also when it never runs: to HEAD, with
  ///   a 204 or 304, when the connection breaks
  record Streamed(long length, Writer writer, Closeable held) implements Body {
    public Streamed(long length, Writer writer) {
      this(length, writer, () -> {});
    }

    public Streamed(Writer writer) {
      this(IncomingBody.UNKNOWN, writer);
    }

    @Override
    public void close() throws IOException {
      held.close();
    }
  }

  /// No body: behind the head the connection belongs to `protocol`, for good. With a 101, and with
  /// a 2xx to CONNECT (RFC 9110, sections 7.8 and 9.3.6); with another status it is a failure of
  /// the handler.
  record Tunnel(Protocol protocol) implements Body {
    @Override
    public long length() {
      return 0;
    }
  }

  /// What a connection is for when it is one of HTTP no more.
  @FunctionalInterface
  interface Protocol {
    /// Uses the connection, in its task, for as long as it likes; then it is closed. No limit of
    /// time holds any more. If it throws, the connection is reset.
    ///
    /// @param line what the client has sent behind its request comes first
    void run(Line line) throws Exception;
  }

  /// A connection that was one of HTTP.
  interface Line extends Stream {
    /// Calls `told` when the server drains, at once if it does already; in place of what was to be
    /// told before.
    ///
    /// - **Runs on**: whoever drains; it must not wait.
    void whenDraining(Runnable told);
  }

  /// Writes a body, once, in the task of the connection. If it throws, the connection is closed, so
  /// that the client can see that it did not get all.
  @FunctionalInterface
  interface Writer {
    void writeTo(Sink sink) throws Exception;
  }

  /// Where a [Writer] writes.
  interface Sink {
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

    /// Sends what would wait for more, the head too, when nothing has been written yet: for a
    /// writer that is about to wait for something else.
    ///
    /// - **Waits**: like [#write].
    ///
    /// @throws IOException if the client is gone
    default void flush() throws IOException {}

    /// Sends `fields` behind the body, as a checksum of it; beside those of an earlier call. Only a
    /// chunked body can have some: one without a length, for a client that is not of HTTP/1.0 (RFC
    /// 9112, section 7.1.2). Else they are dropped, as anybody on the way may drop them.
    ///
    /// Called before the first part is written, they are announced in a Trailer field; so are those
    /// of which the response itself has said so.
    ///
    /// - **Waits**: never.
    /// - **Limit**: 8 KiB.
    ///
    /// @return whether they will be sent
    /// @throws IllegalArgumentException for a field that has to come before the body: one that says
    ///   how a message is framed, routed, authorised, kept or read (RFC 9110, section 6.5.1)
    default boolean trailers(Headers fields) {
      return false;
    }

    /// Calls `told` when the server drains, at once if it does already: for a body that has no end
    /// of its own, and should come to one. Where nobody drains, it is never called.
    ///
    /// - **Runs on**: whoever drains; it must not wait.
    default void whenDraining(Runnable told) {}
  }
}
