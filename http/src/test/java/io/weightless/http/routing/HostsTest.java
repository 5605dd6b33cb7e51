package io.weightless.http.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.BadRequest;
import io.weightless.http.Handler;
import io.weightless.http.Headers;
import io.weightless.http.IncomingBody;
import io.weightless.http.Method;
import io.weightless.http.Peer;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.kit.World;
import io.weightless.net.Address;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostsTest {
  private static final Hosts SITES =
      Hosts.otherwise(says("otherwise"))
          .with("Example.com", says("shop"))
          .with("*.example.com", says("tenants"))
          .with("www.example.com", says("www"))
          .with("10.0.0.1", says("v4"))
          .with("[2001:db8::1]", says("v6"));

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "example.com, shop",
    "EXAMPLE.com:8080, shop",
    "example.com., shop",
    "example.com.:80, shop",
    "example.com:, shop",
    "a.example.com, tenants",
    "A.Example.COM:1, tenants",
    "www.example.com, www",
    "a.b.example.com, otherwise",
    ".example.com, otherwise",
    "aexample.com, otherwise",
    "example.org, otherwise",
    "10.0.0.1:80, v4",
    "[2001:DB8::1]:80, v6",
    "[2001:db8::1], v6",
    "'', otherwise",
  })
  void theHostFieldDecides(String host, String said) throws Exception {
    assertThat(said(SITES, request("/", host, null))).isEqualTo(said);
  }

  @Test
  void theHostOfAWholeUrlGoesBeforeTheField() throws Exception {
    assertThat(said(SITES, request("http://example.com:1/x", "10.0.0.1", null))).isEqualTo("shop");
  }

  @Test
  void withoutOtherwiseWhatIsForAnotherHostIsMisdirected() {
    Hosts only = Hosts.only("example.com", says("shop"));

    assertMisdirected(only, request("/", "example.org", null));
    assertMisdirected(only, request("/", "", null));
    assertMisdirected(only, Request.of(Method.GET, "/"));
  }

  @Test
  void whoeverSaysNoHostIsForTheOther() throws Exception {
    assertThat(said(SITES, Request.of(Method.GET, "/"))).isEqualTo("otherwise");
  }

  @Test
  void anotherNameThanTlsWasAskedForIsMisdirected() throws Exception {
    assertThat(said(SITES, request("/", "Example.com:443", "example.com"))).isEqualTo("shop");
    assertThat(said(SITES, request("/", "example.com.", "example.com"))).isEqualTo("shop");
    assertMisdirected(SITES, request("/", "a.example.com", "example.com"));
    assertMisdirected(SITES, request("https://a.example.com/", "example.com", "example.com"));
    assertMisdirected(SITES, request("/", "example.org", "example.com"));
  }

  @Test
  void whatTlsWasAskedForNeedNotCount() throws Exception {
    Hosts lenient = SITES.whateverTlsSays().with("b.test", says("b"));

    assertThat(said(lenient, request("/", "a.example.com", "example.com"))).isEqualTo("tenants");
    assertThat(said(lenient, request("/", "b.test", "example.com"))).isEqualTo("b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*.", "*", "example.com:80", "[::1]:80", "a b", "a/b", "[::1", "."})
  void whatIsNoHostIsRefused(String host) {
    assertThatThrownBy(() -> SITES.with(host, says("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a host is a name or an address, without a port, not '" + host + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.COM", "example.com.", "*.Example.com"})
  void aHostHasOneHandler(String host) {
    assertThatThrownBy(() -> SITES.with(host, says("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("there are two handlers for the host " + host);
  }

  @Test
  void aClientSeesThatItsRequestIsMisdirected() throws Exception {
    World.serve(
        Hosts.only("b", says("b")),
        served -> {
          assertThat(served.client().get("/").status()).isEqualTo(421);
          served.client().send("GET / HTTP/1.1\r\nHost: B:80\r\n\r\n");
          assertThat(served.client().receive().field("Said")).isEqualTo("b");
        });
  }

  private static void assertMisdirected(Hosts hosts, Request request) {
    assertThatThrownBy(() -> hosts.handle(request))
        .isInstanceOfSatisfying(
            BadRequest.class,
            bad -> assertThat(bad.status()).isEqualTo(Status.MISDIRECTED_REQUEST));
  }

  private static Handler says(String what) {
    return _ -> Response.of(Status.OK).with("Said", what);
  }

  private static String said(Handler handler, Request request) throws Exception {
    return String.valueOf(handler.handle(request).headers().first("Said"));
  }

  private static Request request(String target, String host, @Nullable String serverName) {
    Peer peer = new Peer(new Address("10.9.8.7", 1), serverName != null, serverName, List.of());
    Headers headers = Headers.of("Host", host);
    return Request.of(Method.GET, target, headers, IncomingBody.empty()).with(peer);
  }
}
