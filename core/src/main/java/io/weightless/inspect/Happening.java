package io.weightless.inspect;

/// Something that has happened on a reactor that is [watched][Watch].
///
/// @param number counts them, from 1 on
/// @param atNanos when, by the reactor's clock; of a turn, when it began
/// @param kind what it was
/// @param task the id of who did it; 0 for a callback, a guest, or somebody on another reactor
/// @param who its name, or what names a callback; empty for somebody else
/// @param nanos how long it took: a turn; else 0
/// @param channel the id of the channel: see [SeenChannel]; of a turn 0
public record Happening(
    long number, long atNanos, Kind kind, long task, String who, long nanos, long channel) {
  public Happening {
    who = Brief.of(who);
  }

  /// What can happen. A value that goes straight from one task to another one is RECEIVED and then
  /// SENT, in the turn of whichever came last.
  public enum Kind {
    /// Who had it waits now, or will have another one.
    TURN,

    /// Who had it has ended.
    LAST_TURN,
    SENT,
    RECEIVED
  }
}
