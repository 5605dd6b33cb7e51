package io.weightless.net;

import java.nio.ByteBuffer;

/// A message that came by itself.
///
/// @param bytes lent until the next one is received at the same place, or that is closed; none,
///   when it was empty
///
/// @param from who sent it: what an answer is sent to
/// @param isCut whether there was more of it than there was room for, which is lost
public record Datagram(ByteBuffer bytes, Address from, boolean isCut) {}
