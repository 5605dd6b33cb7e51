package io.weightless.http.kit;

import io.weightless.net.Address;

/// A connection in memory, with an end for the server and one for the client.
public final class Wire {
  private final Half toServer = new Half();
  private final Half toClient = new Half();
  private final MemoryStream server =
      new MemoryStream(toServer, toClient, new Address("server", 80), new Address("client", 1));
  private final MemoryStream client =
      new MemoryStream(toClient, toServer, new Address("client", 1), new Address("server", 80));

  public MemoryStream server() {
    return server;
  }

  public MemoryStream client() {
    return client;
  }
}
