package io.weightless.http;

import java.time.Duration;

/// The bounds of one server. Beyond one of them a request or a connection is refused, never queued.
///
/// ```java
/// Limits large = Limits.DEFAULT.with(new Limits.Body(1L << 30, 64 * 1024));
/// ```
public record Limits(Head head, Body body, Connections connections, Times times) {
  private static final int KIB = 1024;

  public static final Limits DEFAULT =
      new Limits(
          new Head(8 * KIB, 16 * KIB, 100),
          new Body(16L * KIB * KIB, 64 * KIB),
          new Connections(10_000, 10_000, 64L * KIB * KIB),
          new Times(
              Duration.ofSeconds(60),
              Duration.ofSeconds(10),
              Duration.ofSeconds(10),
              Duration.ofSeconds(30),
              100));

  /// Of the head of a request. Its trailers are held to the same once more, and so is what chunk
  /// extensions have more than data.
  ///
  /// @param lineBytes of the request line without its end; beyond it, 414
  /// @param fieldBytes of the header section: all field lines with their ends; beyond it, 431
  /// @param fields how many; beyond it, 431
  public record Head(int lineBytes, int fieldBytes, int fields) {
    public Head {
      atLeast(1, lineBytes, "bytes of a request line");
      atLeast(0, fieldBytes, "bytes of fields");
      atLeast(0, fields, "fields");
    }
  }

  /// Of the body of a request.
  ///
  /// @param bytes without its framing; beyond it, 413
  /// @param unreadBytes that a handler left, read and thrown away so that the connection can be
  ///   used again; beyond it, the connection is closed
  public record Body(long bytes, int unreadBytes) {
    public Body {
      atLeast(0, bytes, "bytes of a body");
      atLeast(0, unreadBytes, "unread bytes");
    }
  }

  /// Of all connections together.
  ///
  /// @param total open at once; beyond it, 503
  /// @param perAddress of the client, open at once; beyond it, 503. Worth lowering where clients
  ///   come directly; a proxy in front of the server is one address for all of them
  /// @param bufferedBytes held in memory for requests that are not complete and responses that are
  ///   not read; beyond it, incomplete heads, bodies, pipelined requests and large responses are
  ///   refused with a 503
  public record Connections(int total, int perAddress, long bufferedBytes) {
    public Connections {
      atLeast(1, total, "connections");
      atLeast(1, perAddress, "connections of an address");
      atLeast(1, bufferedBytes, "buffered bytes");
    }
  }

  /// Of what a client may take its time for.
  ///
  /// What handlers may take is not here, as they differ: a deadline around one is that of
  /// [Timeout][io.weightless.http.middleware.Timeout].
  ///
  /// For bodies there is a patience, which waiting uses up and bytes earn back: at a rate of 100
  /// bytes per second, 100 bytes pay for a second. So pauses are fine, and neither silence nor a
  /// drip is.
  ///
  /// @param idle without a request, until the connection is closed
  /// @param head from the first byte of a head to its last; beyond it, 408
  /// @param body patience while a body is being waited for; beyond it, the connection is closed
  /// @param response patience while the client does not read; beyond it, the connection is reset
  /// @param bytesPerSecond at which a client earns the patience for either back
  public record Times(
      Duration idle, Duration head, Duration body, Duration response, int bytesPerSecond) {
    public Times {
      positive(idle, "idle");
      positive(head, "head");
      positive(body, "body");
      positive(response, "response");
      atLeast(1, bytesPerSecond, "bytes per second");
    }
  }

  public Limits with(Head other) {
    return new Limits(other, body, connections, times);
  }

  public Limits with(Body other) {
    return new Limits(head, other, connections, times);
  }

  public Limits with(Connections other) {
    return new Limits(head, body, other, times);
  }

  public Limits with(Times other) {
    return new Limits(head, body, connections, other);
  }

  private static void atLeast(long least, long value, String what) {
    if (value < least) {
      throw new IllegalArgumentException(
          "the limit of " + what + " is at least " + least + ", not " + value);
    }
  }

  private static void positive(Duration time, String what) {
    if (!time.isPositive()) {
      throw new IllegalArgumentException(
          "the limit of " + what + " time is more than nothing, not " + time);
    }
  }
}
