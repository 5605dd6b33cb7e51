package io.weightless.http;

import io.weightless.net.Address;

/// Told of every response, after it was written, in the task of its connection; so it must not
/// wait.
@FunctionalInterface
public interface AccessLog {
  /// Costs nothing, not even a look at the clock.
  AccessLog NONE = _ -> {};

  void served(Entry entry);

  /// One response.
  ///
  /// @param requestLine as it came; `-` if none could be read
  /// @param bodyBytes of the response, without framing
  /// @param nanos from the end of the request's head until then
  /// @param request the fields of the request; none if none could be read
  /// @param response the fields of the response, but for those that are the server's own
  record Entry(
      Address remote,
      String requestLine,
      Status status,
      long bodyBytes,
      long nanos,
      Headers request,
      Headers response) {
    /// One without fields.
    public Entry(Address remote, String requestLine, Status status, long bodyBytes, long nanos) {
      this(remote, requestLine, status, bodyBytes, nanos, Headers.EMPTY, Headers.EMPTY);
    }
  }
}
