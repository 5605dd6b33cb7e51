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

  /// A host stops in the middle of whatever it does: its process is killed.
  CRASH,

  /// A datagram never comes: a queue in a router is full.
  DROPPED,

  /// A datagram comes twice: a network under repair has a second way there.
  DUPLICATED;

  /// Whether it strikes nothing but datagrams: a world without them does not miss it.
  boolean isOfDatagrams() {
    return this == DROPPED || this == DUPLICATED;
  }

  /// Those that a world without datagrams meets.
  static Fault[] ofStreams() {
    return Arrays.stream(values()).filter(fault -> !fault.isOfDatagrams()).toArray(Fault[]::new);
  }
}
