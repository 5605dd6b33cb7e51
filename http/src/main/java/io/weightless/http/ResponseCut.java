package io.weightless.http;

/// An [HttpProtocol] has ended within a response, for its handler failed, or the client did not
/// read on, where the end of the connection would be taken for the end of the response: whoever has
/// the stream should reset it.
public final class ResponseCut extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ResponseCut() {
    super("a response was begun, and could not be finished: reset the stream");
  }
}
