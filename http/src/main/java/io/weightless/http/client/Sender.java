package io.weightless.http.client;

import java.io.IOException;

/// Sends requests and gets their responses: an [HttpClient], or something around one.
@FunctionalInterface
public interface Sender {
  /// Sends `request`.
  ///
  /// - **Waits**: until the head of the final response is here; its body comes as it is read. A
  ///   deadline is that of the scope around it.
  /// - **Cancelled**: the connection of the exchange is closed; the server may have done what it
  ///   was asked for.
  ///
  /// @return to be read to its end, or closed
  /// @throws BadResponse when the server broke the protocol, or a limit
  /// @throws IOException when the network or the body of the request failed, or there are too many
  ///   connections
  ClientResponse send(ClientRequest request) throws IOException;
}
