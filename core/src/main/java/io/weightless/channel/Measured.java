package io.weightless.channel;

/// What can tell how much went through it: a [Channel], a [Mailbox], a [Broadcast], a
/// [Subscription].
public interface Measured {
  /// What went through it, and who waits.
  ChannelStatistics statistics();
}
