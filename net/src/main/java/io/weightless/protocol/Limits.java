package io.weightless.protocol;

/// The bounds of connections with callbacks.
///
/// @param connections of a [ProtocolServer], open at once; beyond it none is accepted, and those
///   that come wait with the system
/// @param pauseAbove how many bytes may wait to be written to one connection; beyond it a
///   [PushProducer] is paused
/// @param waiting how many bytes may wait to be written to one connection, more than `pauseAbove`;
///   beyond it the connection is aborted
public record Limits(int connections, int pauseAbove, int waiting) {
  private static final int KIB = 1024;

  /// 10,000 connections, a pause above 64 KiB, as Twisted's, and the end above 1 MiB: that is a
  /// large message for a program without a producer, and a thousand peers that do not read cost no
  /// more than a gigabyte.
  public static final Limits DEFAULT = new Limits(10_000, 64 * KIB, KIB * KIB);

  public Limits {
    atLeast(1, connections, "connections");
    atLeast(0, pauseAbove, "bytes before a pause");
    if (waiting <= pauseAbove) {
      throw new IllegalArgumentException(
          "with a limit of "
              + waiting
              + " bytes that wait no producer is paused above "
              + pauseAbove
              + ": let more wait than that");
    }
  }

  private static void atLeast(int least, int value, String what) {
    if (value < least) {
      throw new IllegalArgumentException("a limit of " + value + " " + what);
    }
  }
}
