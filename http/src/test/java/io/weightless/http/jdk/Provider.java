package io.weightless.http.jdk;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/// Whose servers a test is about: what holds for ours has to hold for the JDK's.
enum Provider {
  JDK {
    @Override
    HttpServer create(@Nullable InetSocketAddress address) throws IOException {
      return HttpServer.create(address, 0);
    }

    @Override
    HttpsServer createSecure(@Nullable InetSocketAddress address) throws IOException {
      return HttpsServer.create(address, 0);
    }
  },

  WEIGHTLESS {
    @Override
    HttpServer create(@Nullable InetSocketAddress address) throws IOException {
      return new WeightlessHttpServerProvider().createHttpServer(address, 0);
    }

    @Override
    HttpsServer createSecure(@Nullable InetSocketAddress address) throws IOException {
      return new WeightlessHttpServerProvider().createHttpsServer(address, 0);
    }
  };

  abstract HttpServer create(@Nullable InetSocketAddress address) throws IOException;

  abstract HttpsServer createSecure(@Nullable InetSocketAddress address) throws IOException;
}
