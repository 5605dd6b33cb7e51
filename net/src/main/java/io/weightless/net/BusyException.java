package io.weightless.net;

/// Two tasks use one end at once: one still waits in a read, or write, of this stream. Which of
/// them would get which bytes is anybody's guess, so the second one is refused.
public final class BusyException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  public BusyException(String message) {
    super(message);
  }
}
