package io.weightless.http.client;

import io.weightless.http.Limits;
import java.time.Duration;

/// The bounds of one client. What a program waits for at most is said by the scope around it; these
/// hold as well.
///
/// ```java
/// ClientLimits many = ClientLimits.DEFAULT.with(new ClientLimits.Connections(500, 100, 10_000));
/// ```
public record ClientLimits(Responses responses, Connections connections, Times times) {
  private static final int KIB = 1024;

  public static final ClientLimits DEFAULT =
      new ClientLimits(
          new Responses(new Limits.Head(8 * KIB, 64 * KIB, 200), 16, 64 * KIB),
          new Connections(200, 20, 10_000),
          new Times(
              Duration.ofSeconds(10),
              Duration.ofSeconds(30),
              Duration.ofSeconds(1),
              Duration.ofSeconds(60)));

  /// Of what servers send.
  ///
  /// @param head of a response: its status line, and its fields; its trailers are held to the same
  ///   once more, and so is what chunk extensions have more than data
  /// @param interim how many responses with a status below 200 come before the final one
  /// @param unreadBytes that were left when a response is closed, read and thrown away so that the
  ///   connection can be used again; beyond it, the connection is closed
  public record Responses(Limits.Head head, int interim, int unreadBytes) {
    public Responses {
      atLeast(0, interim, "interim responses");
      atLeast(0, unreadBytes, "unread bytes");
    }
  }

  /// Of all connections together.
  ///
  /// @param total open at once, in use or not
  /// @param perDestination open at once to one host and port
  /// @param waiting how many requests wait for a connection, first come, first served; one more
  ///   fails
  public record Connections(int total, int perDestination, int waiting) {
    public Connections {
      atLeast(1, total, "connections");
      atLeast(1, perDestination, "connections to a destination");
      atLeast(0, waiting, "waiting requests");
    }
  }

  /// Of what a server may take its time for.
  ///
  /// @param connect until a connection is there, with its TLS
  /// @param idle without a request, until a connection is closed
  /// @param goOn until a body is sent that the server was to ask for, and did not
  /// @param silence while the server is waited for and nothing moves in either direction
  public record Times(Duration connect, Duration idle, Duration goOn, Duration silence) {
    public Times {
      positive(connect, "connect");
      positive(idle, "idle");
      positive(goOn, "go on");
      positive(silence, "silence");
    }
  }

  public ClientLimits with(Responses other) {
    return new ClientLimits(other, connections, times);
  }

  public ClientLimits with(Connections other) {
    return new ClientLimits(responses, other, times);
  }

  public ClientLimits with(Times other) {
    return new ClientLimits(responses, connections, other);
  }

  private static void atLeast(int least, int value, String what) {
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
