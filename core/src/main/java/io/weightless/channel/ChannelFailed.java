package io.weightless.channel;

/// Thrown to whoever sends to a channel, or receives from it, after somebody has failed it; the
/// cause is what it was failed with. Each gets one of his own, with the stack where he was told.
public final class ChannelFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ChannelFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
