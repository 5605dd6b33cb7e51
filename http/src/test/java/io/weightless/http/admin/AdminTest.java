package io.weightless.http.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who may ask, and how it begins and ends.
final class AdminTest {
  static final Address HERE = new Address("127.0.0.1", 0);

  private final Watched watched = new Watched();
  @AutoClose private final Admin admin = Admin.open(HERE, watched);
  @AutoClose private final Browser browser = new Browser(admin);

  AdminTest() throws IOException {}

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0:0",
        "[::]:0",
        "10.1.2.3:80",
        "example.com:80",
        "localhost.example:80",
        "tls://0.0.0.0:0",
        "udp://127.0.0.1:0",
        "systemd:0",
        "fd:3"
      })
  void anAddressThatOthersCouldConnectToIsRefused(String address) {
    assertThatThrownBy(() -> Admin.open(Address.parse(address), watched))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("an admin endpoint shows everything and is not for " + address)
        .hasMessageEndingWith("; take 127.0.0.1, or say Admin.openToOthers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1:80",
        "127.1.2.3:80",
        "[::1]:80",
        "localhost:80",
        "tls://127.0.0.1:443",
        "unix:/run/admin.sock",
        "unix:@admin",
        "mem:admin"
      })
  void anAddressOfThisMachineIsNone(String address) {
    assertThat(Loopback.is(Address.parse(address))).isTrue();
  }

  @Test
  void whoMeansItMayShowItToOthers() throws Exception {
    try (Admin open = Admin.openToOthers(new Address("0.0.0.0", 0), watched)) {
      String answer = ask(open, "GET / HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n");

      assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n");
    }
  }

  @Test
  void aPortThatIsTakenIsRefused() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Address address = new Address("127.0.0.1", taken.getLocalPort());

      assertThatThrownBy(() -> Admin.open(address, watched))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("Address already in use");
      try (Reactor reactor = Reactor.open()) {
        reactor.run(() ->
            assertThatThrownBy(() -> Admin.open(address, watched))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Address already in use"));
      }
    }
  }

  @Test
  void aTaskThatOpensAndClosesOneLetsTheOthersGoOn() throws Exception {
    try (Reactor reactor = Reactor.open()) {
      AtomicBoolean hasGoneOn = new AtomicBoolean();
      reactor.run(() ->
          Scope.run(scope -> {
            scope.start("other", () -> hasGoneOn.set(true));
            for (int i = 0; i < 100 && !hasGoneOn.get(); i++) { // what is there at once has no wait
              try (Admin inside = Admin.open(HERE, watched)) {
                assertThat(inside.address().port()).isPositive();
              }
            }
            assertThat(hasGoneOn).isTrue();
            return null;
          }));
    }
  }

  @Test
  void whenItIsClosedNobodyListens() throws Exception {
    assertThat(browser.get("/").statusCode()).isEqualTo(200);
    admin.close();
    admin.close();

    assertThatThrownBy(() -> browser.get("/")).isInstanceOf(ConnectException.class);
  }

  @Test
  void itTellsWhatThereIs() throws Exception {
    assertThat(browser.body("/"))
        .contains("GET /snapshot ", "GET /why?", "GET /feed?", "GET /happenings?", "GET /metrics ");
  }

  @Test
  void nothingCanBeChanged() throws Exception {
    for (String page : new String[] {"/", "/snapshot", "/why", "/feed", "/happenings"}) {
      String answer =
          ask(admin, "POST " + page + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

      assertThat(answer).startsWith("HTTP/1.1 405 ").contains("\r\nAllow: GET, HEAD, OPTIONS\r\n");
    }
  }

  @Test
  void pagesOfOtherSitesAreNotToReadIt() throws Exception {
    HttpResponse<String> response = browser.get("/snapshot", "Origin", "http://example.com");

    assertThat(response.headers().map())
        .containsKeys("x-content-type-options", "x-frame-options")
        .doesNotContainKey("access-control-allow-origin");
    assertThat(response.headers().allValues("Cache-Control")).containsExactly("no-store");
    assertThat(browser.get("/snapshot", "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
    assertThat(browser.get("/snapshot", "Sec-Fetch-Site", "none").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com",
        "127.0.0.1.example.com",
        "localhost.example.com:80",
        "10.0.0.1",
        "[::2]",
        "",
        "0x7f000001",
        "[::1",
        "::1]"
      })
  void aHostThatIsNotThisMachineIsMisdirected(String host) throws Exception {
    String answer = ask(admin, "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("/snapshot");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LOCALHOST:80",
        "admin.localhost",
        "127.0.0.1:9",
        "127.9.9.9",
        "[::1]"
      })
  void aHostThatIsThisMachineIsAnswered(String host) throws Exception {
    String answer = ask(admin, "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200 OK\r\n");
  }

  @Test
  void theHostOfAWholeUrlCounts() throws Exception {
    String answer =
        ask(
            admin,
            "GET http://example.com/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 421 ");
    assertThat(ask(admin, "GET / HTTP/1.0\r\n\r\n")).startsWith("HTTP/1.1 421 ");
  }

  /// All that is answered until the connection ends.
  private static String ask(Admin asked, String request) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", asked.address().port())) {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }
}
