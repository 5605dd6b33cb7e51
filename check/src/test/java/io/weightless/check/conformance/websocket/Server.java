package io.weightless.check.conformance.websocket;

import io.weightless.check.conformance.Demo;
import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// The server that is judged: it has to send back each message that it gets.
///
/// @param door opens a connection to it
/// @param path where it echoes
record Server(Door door, String host, String path) {
  /// Another one than our demo: host, port and path.
  private static final @Nullable String OTHER = System.getProperty("weightless.websocket");

  /// Opens a connection.
  interface Door {
    Socket open() throws IOException;
  }

  static Server of(Demo demo) {
    return new Server(demo::open, "localhost", "/ws");
  }

  static Server at(String place) {
    int colon = place.indexOf(':');
    int slash = place.indexOf('/');
    String host = place.substring(0, colon);
    int port = Integer.parseInt(place.substring(colon + 1, slash));
    return new Server(() -> new Socket(host, port), host + ":" + port, place.substring(slash));
  }

  /// Gives the server to each test that wants it.
  static final class Provided implements ParameterResolver {
    private final Demo.Provided demo = new Demo.Provided();

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Server.class;
    }

    @Override
    public Server resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return OTHER == null ? of(demo.resolveParameter(parameter, context)) : at(OTHER);
    }
  }
}
