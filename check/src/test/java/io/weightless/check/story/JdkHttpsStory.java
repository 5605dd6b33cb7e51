package io.weightless.check.story;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.weightless.http.jdk.WeightlessHttpServerProvider;
import io.weightless.testing.Certificates;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.function.Consumer;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The HTTPS flavour of the JDK's server API, on the JDK's server and on ours.
final class JdkHttpsStory {
  private static final char[] PASSWORD = "none".toCharArray();

  @TempDir Path directory;

  /// A server with an identity of `name`, that trusts the root of all.
  private HttpsServer start(boolean isOurs, Consumer<HttpsParameters> settings) throws Exception {
    InetSocketAddress here = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpsServer server =
        isOurs
            ? new WeightlessHttpServerProvider().createHttpsServer(here, 0)
            : HttpsServer.create(here, 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context("server")) {
          @Override
          public void configure(HttpsParameters parameters) {
            settings.accept(parameters);
          }
        });
    server.createContext("/", JdkHttpsStory::answer);
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange) throws IOException {
    HttpsExchange secure = (HttpsExchange) exchange;
    String peer;
    try {
      peer = secure.getSSLSession().getPeerPrincipal().getName();
    } catch (javax.net.ssl.SSLPeerUnverifiedException e) {
      peer = "nobody";
    }
    HttpContext context = exchange.getHttpContext();
    assertThat(context.getServer()).isInstanceOf(HttpsServer.class);
    byte[] body = (secure.getSSLSession().getProtocol() + " " + peer).getBytes(UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private SSLContext context(String name) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    byte[] chain = Files.readAllBytes(Certificates.file(name + ".pem", directory));
    Certificate[] certificates =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(chain))
            .toArray(new Certificate[0]);
    String key = Files.readString(Certificates.file(name + ".key", directory));
    keys.setKeyEntry(name, key(key), PASSWORD, certificates);
    KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), trust().getTrustManagers(), null);
    return context;
  }

  private static TrustManagerFactory trust() throws Exception {
    KeyStore roots = KeyStore.getInstance("PKCS12");
    roots.load(null, null);
    roots.setCertificateEntry("root", Certificates.root());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(roots);
    return trust;
  }

  private static PrivateKey key(String pem) throws Exception {
    String coded = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
    return KeyFactory.getInstance("EC")
        .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(coded)));
  }

  private String ask(HttpsServer server, SSLContext context) throws Exception {
    URI there = URI.create("https://localhost:" + server.getAddress().getPort() + "/");
    try (HttpClient client = HttpClient.newBuilder().sslContext(context).build()) {
      return client.send(HttpRequest.newBuilder(there).build(), BodyHandlers.ofString()).body();
    }
  }

  private static SSLContext stranger() throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust().getTrustManagers(), null);
    return context;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anExchangeKnowsItsSession(boolean isOurs) throws Exception {
    HttpsServer server = start(isOurs, _ -> {});
    try {
      assertThat(ask(server, stranger())).isEqualTo("TLSv1.3 nobody");
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theParametersOfTheConfiguratorCount(boolean isOurs) throws Exception {
    SSLParameters old = new SSLParameters();
    old.setProtocols(new String[] {"TLSv1.2"});
    old.setCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"});
    HttpsServer server = start(isOurs, parameters -> parameters.setSSLParameters(old));
    try {
      assertThat(ask(server, stranger())).isEqualTo("TLSv1.2 nobody");
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClientHasToShowWhoItIsWhereThatIsAskedFor(boolean isOurs) throws Exception {
    HttpsServer server =
        start(
            isOurs,
            parameters -> {
              assertThat(parameters.getClientAddress().getAddress().isLoopbackAddress()).isTrue();
              SSLParameters strict =
                  parameters.getHttpsConfigurator().getSSLContext().getDefaultSSLParameters();
              strict.setNeedClientAuth(true);
              parameters.setSSLParameters(strict);
            });
    try {
      assertThat(ask(server, context("client"))).isEqualTo("TLSv1.3 CN=client");
      assertThatThrownBy(() -> ask(server, stranger())).isInstanceOf(IOException.class);
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @SuppressWarnings("deprecation")
  void theOlderSettingsCountWithoutParameters(boolean isOurs) throws Exception {
    HttpsServer server =
        start(isOurs, parameters -> parameters.setProtocols(new String[] {"TLSv1.2"}));
    try {
      assertThat(ask(server, stranger())).isEqualTo("TLSv1.2 nobody");
    } finally {
      server.stop(0);
    }
  }

  /// What its TLS does not know ends the connection, and the next one finds the server there.
  @ParameterizedTest
  @ValueSource(booleans = true)
  void whatCanNotBeSetEndsTheConnection(boolean isOurs) throws Exception {
    SSLParameters odd = new SSLParameters();
    odd.setCipherSuites(new String[] {"TLS_NO_SUCH_SUITE"});
    HttpsServer server = start(isOurs, parameters -> parameters.setSSLParameters(odd));
    try {
      assertThatThrownBy(() -> ask(server, stranger())).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> ask(server, stranger())).isInstanceOf(IOException.class);
    } finally {
      server.stop(0);
    }
  }
}
