package io.weightless.channel;

/// What went through a channel until now, and who waits.
///
/// @param capacity how many values it keeps at most
/// @param buffered how many it keeps now
/// @param sendersWaiting how many tasks wait to send
/// @param receiversWaiting how many tasks wait to receive
/// @param sent values that were taken from a sender; each of them is one of the next two, or kept
/// @param received values that were given to a receiver
/// @param dropped values that were replaced by newer ones, or lost when it was failed
public record ChannelStatistics(
    int capacity,
    int buffered,
    int sendersWaiting,
    int receiversWaiting,
    long sent,
    long received,
    long dropped) {}
