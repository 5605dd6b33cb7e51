package io.weightless.http;

/// Answers requests.
///
/// It runs in the task of its connection and may wait; until it returns, and its response's body is
/// sent, the connection does nothing else. If it throws, the client gets a 500 and the log an
/// entry, except for [BadRequest], which is answered as it says.
@FunctionalInterface
public interface Handler {
  Response handle(Request request) throws Exception;

  /// This with all of these around it; the first one sees a request first, and its response last.
  default Handler in(Middleware... layers) {
    Handler whole = this;
    for (int i = layers.length - 1; i >= 0; i--) {
      whole = layers[i].around(whole);
    }
    return whole;
  }
}
