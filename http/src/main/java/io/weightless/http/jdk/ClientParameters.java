package io.weightless.http.jdk;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import java.net.InetSocketAddress;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/// What a configurator sets for one client.
final class ClientParameters extends HttpsParameters {
  private final HttpsConfigurator configurator;
  private final InetSocketAddress client;
  private @Nullable SSLParameters chosen;

  ClientParameters(HttpsConfigurator configurator, InetSocketAddress client) {
    this.configurator = configurator;
    this.client = client;
  }

  @Override
  public HttpsConfigurator getHttpsConfigurator() {
    return configurator;
  }

  @Override
  public InetSocketAddress getClientAddress() {
    return client;
  }

  @Override
  public void setSSLParameters(@Nullable SSLParameters parameters) {
    if (parameters != null) {
      chosen = parameters;
    }
  }

  @Nullable SSLParameters chosen() {
    return chosen;
  }
}
