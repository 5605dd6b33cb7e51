package io.weightless.simulation;

import java.time.Duration;

/// How long things take in a simulated network, and how much fits into it.
///
/// @param minLatency the least time on the way, for each packet
/// @param maxLatency the most, unless a fault strikes it
/// @param slowness at most so much longer a packet takes that [Fault#SLOW] strikes
/// @param stall at most so much longer bytes take that [Fault#STALLED] strikes
/// @param connectTimeout after so long without an answer a connect fails
/// @param silence a connection breaks when for so long nothing gets through what holds up its bytes
/// @param windowBytes written and not read yet, in one direction of a connection; beyond that a
///   writer waits
/// @param backlog connections that came to a listener and were not accepted yet, when its address
///   does not ask for fewer; those beyond it wait for room, and try again
public record Conditions(
    Duration minLatency,
    Duration maxLatency,
    Duration slowness,
    Duration stall,
    Duration connectTimeout,
    Duration silence,
    int windowBytes,
    int backlog) {
  public static final Conditions DEFAULT =
      new Conditions(
          Duration.ofNanos(100_000),
          Duration.ofMillis(5),
          Duration.ofMillis(500),
          Duration.ofSeconds(3),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1),
          64 * 1024,
          1024);

  public Conditions {
    checkOrder(Duration.ZERO, minLatency);
    checkOrder(minLatency, maxLatency);
    checkOrder(Duration.ZERO, slowness);
    checkOrder(Duration.ZERO, stall);
    checkOrder(Duration.ZERO, connectTimeout);
    checkOrder(Duration.ZERO, silence);
    if (windowBytes < 1 || backlog < 1) {
      throw new IllegalArgumentException("a limit is at least 1: " + windowBytes + ", " + backlog);
    }
  }

  private static void checkOrder(Duration less, Duration more) {
    if (less.compareTo(more) > 0) {
      throw new IllegalArgumentException("a time is at least " + less + ", not " + more);
    }
  }

  public Conditions withLatency(Duration min, Duration max) {
    return new Conditions(min, max, slowness, stall, connectTimeout, silence, windowBytes, backlog);
  }

  /// How much longer than usual [Fault#SLOW] and [Fault#STALLED] let things take, at most.
  public Conditions withDelays(Duration slow, Duration stalled) {
    return new Conditions(
        minLatency, maxLatency, slow, stalled, connectTimeout, silence, windowBytes, backlog);
  }

  public Conditions withConnectTimeout(Duration timeout) {
    return new Conditions(
        minLatency, maxLatency, slowness, stall, timeout, silence, windowBytes, backlog);
  }

  public Conditions withSilence(Duration most) {
    return new Conditions(
        minLatency, maxLatency, slowness, stall, connectTimeout, most, windowBytes, backlog);
  }

  public Conditions withWindow(int bytes) {
    return new Conditions(
        minLatency, maxLatency, slowness, stall, connectTimeout, silence, bytes, backlog);
  }

  public Conditions withBacklog(int connections) {
    return new Conditions(
        minLatency, maxLatency, slowness, stall, connectTimeout, silence, windowBytes, connections);
  }
}
