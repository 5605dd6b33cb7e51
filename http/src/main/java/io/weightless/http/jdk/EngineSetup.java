package io.weightless.http.jdk;

import com.sun.net.httpserver.HttpsConfigurator;
import io.weightless.net.Address;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/// Sets up TLS for each client of a server, as its configurator says.
record EngineSetup(Endpoint endpoint) {
  /// @throws IllegalStateException without a configurator
  /// @throws IllegalArgumentException for what its TLS does not know
  SSLEngine engine(Address client) {
    HttpsConfigurator configurator = endpoint.configurator();
    if (configurator == null) {
      throw new IllegalStateException("the server has no HttpsConfigurator: set one");
    }
    ClientParameters parameters = new ClientParameters(configurator, Places.of(client));
    configurator.configure(parameters);
    SSLEngine engine = configurator.getSSLContext().createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters chosen = parameters.chosen();
    if (chosen == null) {
      apply(parameters, engine);
    } else {
      engine.setSSLParameters(chosen);
    }
    return engine;
  }

  /// Without `SSLParameters` the older settings count.
  @SuppressWarnings("deprecation")
  private static void apply(ClientParameters parameters, SSLEngine engine) {
    if (parameters.getCipherSuites() != null) {
      engine.setEnabledCipherSuites(parameters.getCipherSuites());
    }
    if (parameters.getProtocols() != null) {
      engine.setEnabledProtocols(parameters.getProtocols());
    }
    if (parameters.getNeedClientAuth()) {
      engine.setNeedClientAuth(true);
    } else if (parameters.getWantClientAuth()) {
      engine.setWantClientAuth(true);
    }
  }
}
