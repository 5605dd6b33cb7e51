package io.weightless.channel;

/// Thrown to whoever sends to a channel that was closed, or receives when all that was sent before
/// has been received: it says which of them, and who closed it.
public final class ChannelClosed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ChannelClosed(String message) {
    super(message);
  }
}
