package io.weightless.http.kit;

import io.weightless.net.Address;

/// A connection in memory, with an end for the server and one for the client.
public final class Wire {
  private final Half toServer = new Half();
  private final Half toClient = new Half();
  private final MemoryStream server;
  private final MemoryStream client;

  public Wire() {
    this("client");
  }

  Wire(String host) {
    Address near = new Address("server", 80);
    Address far = new Address(host, 1);
    server = new MemoryStream(toServer, toClient, near, far);
    client = new MemoryStream(toClient, toServer, far, near);
  }

  public MemoryStream server() {
    return server;
  }

  public MemoryStream client() {
    return client;
  }
}
