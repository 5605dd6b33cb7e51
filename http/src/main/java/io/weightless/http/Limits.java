package io.weightless.http;

import java.time.Duration;

/// The bounds of one server. Beyond one of them a request or a connection is refused, never queued.
///
/// @param requestLineBytes of a request line without its end; beyond it, 414
/// @param headBytes of a head, from its request line to its empty line; beyond it, 431
/// @param fields in a head; beyond it, 431
/// @param bodyBytes of a request's body; beyond it, 413
/// @param unreadBytes of a body that a handler left, read and thrown away so that the connection
///   can be used again; beyond it, the connection is closed
/// @param connections at once; beyond it, 503
/// @param idleTime without a request, until a connection is closed
/// @param headTime from the first byte of a head to its last; beyond it, 408
/// @param bodyTime without a byte of a body that is being waited for; beyond it, the connection is
///   closed
public record Limits(
    int requestLineBytes,
    int headBytes,
    int fields,
    long bodyBytes,
    int unreadBytes,
    int connections,
    Duration idleTime,
    Duration headTime,
    Duration bodyTime) {
  public static final Limits DEFAULT =
      new Limits(
          8 * 1024,
          16 * 1024,
          100,
          16L * 1024 * 1024,
          64 * 1024,
          10_000,
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10));

  public Limits {
    if (requestLineBytes < 1 || headBytes < 1 || connections < 1) {
      throw new IllegalArgumentException("these are at least 1: request line, head, connections");
    }
    if (fields < 0 || bodyBytes < 0 || unreadBytes < 0) {
      throw new IllegalArgumentException("these are at least 0: fields, body, unread");
    }
    if (!idleTime.isPositive() || !headTime.isPositive() || !bodyTime.isPositive()) {
      throw new IllegalArgumentException("times are more than nothing");
    }
  }

  public Limits withHead(int requestLineBytes, int headBytes, int fields) {
    return new Limits(
        requestLineBytes,
        headBytes,
        fields,
        bodyBytes,
        unreadBytes,
        connections,
        idleTime,
        headTime,
        bodyTime);
  }

  public Limits withBody(long bodyBytes, int unreadBytes) {
    return new Limits(
        requestLineBytes,
        headBytes,
        fields,
        bodyBytes,
        unreadBytes,
        connections,
        idleTime,
        headTime,
        bodyTime);
  }

  public Limits withConnections(int connections) {
    return new Limits(
        requestLineBytes,
        headBytes,
        fields,
        bodyBytes,
        unreadBytes,
        connections,
        idleTime,
        headTime,
        bodyTime);
  }

  public Limits withTimes(Duration idleTime, Duration headTime, Duration bodyTime) {
    return new Limits(
        requestLineBytes,
        headBytes,
        fields,
        bodyBytes,
        unreadBytes,
        connections,
        idleTime,
        headTime,
        bodyTime);
  }
}
