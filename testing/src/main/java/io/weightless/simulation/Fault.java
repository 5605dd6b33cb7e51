package io.weightless.simulation;

import java.util.Arrays;

/// What can go wrong in a simulated world.
public enum Fault {
  /// A packet takes far longer than usual: a queue in a router that fills up. Datagrams that were
  /// sent later may come before it.
  SLOW,

  /// A connection is reset at both ends: a firewall, or a router that started again, forgot it.
  LOST,

  /// A connection is refused though somebody listens: a server's queue overflows, a guard before it
  /// turns clients away.
  REFUSED,

  /// Bytes, or what opens a connection, are held up, and all that comes behind them too: packets
  /// were lost, and are sent again after a timeout.
  STALLED,

  /// A read gets only part of what is there: packets come one by one on a busy machine.
  SHORT_READ,

  /// The system takes only part of what is written, at first: its buffers are nearly used up.
  SHORT_WRITE,

  /// Hosts can't reach each other for a while: a switch fails, a cable is pulled.
  PARTITION,

  /// A host stops in the middle of whatever it does: its power fails, or its process is killed. Of
  /// what its programs wrote to its disk and did not sync, anything may be lost.
  CRASH,

  /// A datagram never comes: a queue in a router is full.
  DROPPED,

  /// A datagram comes twice: a network under repair has a second way there.
  DUPLICATED,

  /// An operation on a file fails, and does nothing: the disk can't read or write there.
  DISK_ERROR,

  /// A disk takes only a part of what is written, and no more: it is full for the moment.
  DISK_FULL;

  /// Whether it strikes where there are neither datagrams nor files.
  boolean isOfStreams() {
    return compareTo(DROPPED) < 0;
  }

  /// Those that such a world meets.
  static Fault[] ofStreams() {
    return Arrays.stream(values()).filter(Fault::isOfStreams).toArray(Fault[]::new);
  }
}
