package io.weightless.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.Headers;
import io.weightless.http.Method;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClientRequestTest {
  private static ClientRequest get(String url) {
    return ClientRequest.get(url);
  }

  @Test
  void theTargetIsPathAndQuery() {
    assertThat(get("http://a/b/c?d=e&f").target()).isEqualTo("/b/c?d=e&f");
    assertThat(get("http://a/b%2Fc#d").target()).isEqualTo("/b%2Fc");
    assertThat(get("http://a").target()).isEqualTo("/");
    assertThat(get("http://a?b").target()).isEqualTo("/?b");
    assertThat(get("http://a").with(Method.OPTIONS).target()).isEqualTo("*");
    assertThat(get("http://a/").with(Method.OPTIONS).target()).isEqualTo("/");
  }

  @Test
  void whatIsNotAsciiIsPercentEncoded() {
    ClientRequest request = get("http://a/b").with(URI.create("http://a/\u00f6?\u20ac"));

    assertThat(request.target()).isEqualTo("/%C3%B6?%E2%82%AC");
  }

  @Test
  void hostAndPortComeFromTheUrl() {
    assertThat(get("http://Some.Host/").host()).isEqualTo("some.host");
    assertThat(get("http://my_host:81/").host()).isEqualTo("my_host");
    assertThat(get("http://my_host:81/").port()).isEqualTo(81);
    assertThat(get("http://[::1]:81/").host()).isEqualTo("::1");
    assertThat(get("http://[::1]:81/").port()).isEqualTo(81);
    assertThat(get("http://[::1]/").port()).isEqualTo(80);
    assertThat(get("HTTPS://a/").port()).isEqualTo(443);
    assertThat(get("HTTPS://a/").isSecure()).isTrue();
    assertThat(get("http://a:/").port()).isEqualTo(80);
  }

  @Test
  void aUrlThatLeadsNowhereIsRefusedInOneLine() {
    refused("ftp://a/", "'ftp://a/' is no URL of http or https");
    refused("/a", "'/a' is no URL of http or https");
    assertThatThrownBy(() -> get("http:///a")).isInstanceOf(IllegalArgumentException.class);
    refused(
        "http://user:word@a/",
        "'http://user:word@a/' has no host, or more than a host and a port before its path");
    refused("http://a:0/", "'http://a:0/' has a port that leads nowhere");
    refused(
        "http://a:65536/",
        "'http://a:65536/' has no host, or more than a host and a port before its path");
    refused(
        "http://a:PORT/",
        "'http://a:PORT/' has no host, or more than a host and a port before its path");
  }

  private static void refused(String url, String message) {
    assertThatThrownBy(() -> get(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aTunnelIsNoExchange() {
    assertThatThrownBy(() -> ClientRequest.of(Method.CONNECT, "http://a/"))
        .hasMessage("CONNECT makes a tunnel; a client has exchanges only");
  }

  @Test
  void whatTheBodySaysCanNotBeGiven() {
    for (String name : List.of("content-length", "Transfer-Encoding")) {
      assertThatThrownBy(() -> get("http://a/").with(name, "1"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("comes from the body; leave it out");
    }
  }

  @Test
  void thereIsOneHost() {
    assertThat(get("http://a/").with("Host", "b:1").headers().first("host")).isEqualTo("b:1");
    assertThatThrownBy(() -> get("http://a/").with(Headers.of("Host", "b", "Host", "c")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> get("http://a/").with("Host", "b/c"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void nothingCanBeSmuggledIntoAField() {
    assertThatThrownBy(() -> get("http://a/").with("A", "b\r\nC: d"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> get("http://a/\r\nC: d")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatDoesNoHarmTwiceIsKnown() {
    assertThat(
            List.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE", "POST", "PATCH", "get")
                .stream()
                .filter(name -> get("http://a/").with(Method.of(name)).isIdempotent()))
        .containsExactly("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");
  }
}
