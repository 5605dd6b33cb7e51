package io.weightless.http.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.http.BadRequest;
import io.weightless.http.Peer;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.kit.World;
import io.weightless.net.Address;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ForwardedTest {
  private static final Networks PROXIES = Networks.of("10.0.0.0/8", "2001:db8:5::/48");

  @ParameterizedTest(name = "RFC 7239: {0}")
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "for=192.0.2.1 | 192.0.2.1:0 | false",
        "For=\"192.0.2.1:47011\" | 192.0.2.1:47011 | false",
        "for=192.0.2.1;proto=https;by=10.0.0.9 | 192.0.2.1:0 | true",
        "for=192.0.2.1; proto=\"HTTPS\" | 192.0.2.1:0 | true",
        "for=192.0.2.1;proto=http | 192.0.2.1:0 | false",
        "for=\"[2001:db8::17]:4711\" | [2001:db8::17]:4711 | false",
        "for=\"[2001:db8::17]\" | [2001:db8::17]:0 | false",
        "for=\"192.0.2.1:_port\" | 192.0.2.1:0 | false",
        "for=6.6.6.6, for=192.0.2.1 | 192.0.2.1:0 | false",
        "for=6.6.6.6;proto=https, for=192.0.2.1, for=10.1.1.1 | 192.0.2.1:0 | false",
        "for=10.3.3.3, for=10.1.1.1 | 10.3.3.3:0 | false",
        "for=6.6.6.6, for=unknown | 10.0.0.1:1234 | false",
        "for=6.6.6.6, for=_hidden, for=10.1.1.1;proto=https | 10.1.1.1:0 | true",
        "for=6.6.6.6, proto=https | 10.0.0.1:1234 | false",
        "for=\"192.0\\.2.1\" | 192.0.2.1:0 | false",
        ", ,for=192.0.2.1, | 192.0.2.1:0 | false",
        "host=\"a, for=6.6.6.6\";for=192.0.2.1 | 192.0.2.1:0 | false",
      },
      delimiter = '|')
  void theFirstThatIsNotTrustedIsTheClient(String field, String client, boolean isSecure)
      throws Exception {
    Peer peer = peer(Forwarded.by(PROXIES), Asked.by("10.0.0.1", "Forwarded", field));

    assertThat(peer.address()).hasToString(client);
    assertThat(peer.isSecure()).isEqualTo(isSecure);
  }

  @ParameterizedTest(name = "X-Forwarded-For: {0}; X-Forwarded-Proto: {1}")
  @CsvSource(
      value = {
        "192.0.2.1 | https | 192.0.2.1:0 | true",
        "192.0.2.1 | http | 192.0.2.1:0 | false",
        "192.0.2.1 | https, http | 192.0.2.1:0 | false",
        "6.6.6.6, 192.0.2.1 , 10.2.2.2 | https | 192.0.2.1:0 | true",
        "192.0.2.1:80 | https | 192.0.2.1:80 | true",
        "2001:db8::1 | https | [2001:db8::1]:0 | true",
        "[2001:db8::1]:80 | https | [2001:db8::1]:80 | true",
        "6.6.6.6, unknown | https | 10.0.0.1:1234 | false",
      },
      delimiter = '|')
  void theOldFieldsAreReadInTheSameWay(String field, String proto, String client, boolean isSecure)
      throws Exception {
    Request request = Asked.by("10.0.0.1", "X-Forwarded-For", field, "X-Forwarded-Proto", proto);
    Peer peer = peer(Forwarded.byOldFields(PROXIES), request);

    assertThat(peer.address()).hasToString(client);
    assertThat(peer.isSecure()).isEqualTo(isSecure);
  }

  @Test
  void fieldsOfOneNameAreOneList() throws Exception {
    Request request =
        Asked.by("10.0.0.1", "Forwarded", "for=6.6.6.6", "Forwarded", "for=192.0.2.1");
    assertThat(peer(Forwarded.by(PROXIES), request).address().host()).isEqualTo("192.0.2.1");

    Request old =
        Asked.by("10.0.0.1", "X-Forwarded-For", "6.6.6.6", "X-Forwarded-For", "192.0.2.1");
    assertThat(peer(Forwarded.byOldFields(PROXIES), old).address().host()).isEqualTo("192.0.2.1");
  }

  @Test
  void whoIsNotTrustedIsNotBelieved() throws Exception {
    Request request =
        Asked.by("192.0.2.7", "Forwarded", "for=6.6.6.6\"", "X-Forwarded-For", "6.6.6.6");

    assertThat(peer(Forwarded.by(PROXIES), request)).isSameAs(request.peer());
    assertThat(peer(Forwarded.byOldFields(PROXIES), request)).isSameAs(request.peer());
  }

  @Test
  void theOtherKindOfFieldIsNotBelieved() throws Exception {
    Request old = Asked.by("10.0.0.1", "X-Forwarded-For", "6.6.6.6");
    Request recent = Asked.by("10.0.0.1", "Forwarded", "for=6.6.6.6");

    assertThat(peer(Forwarded.by(PROXIES), old)).isSameAs(old.peer());
    assertThat(peer(Forwarded.byOldFields(PROXIES), recent)).isSameAs(recent.peer());
  }

  @Test
  void withoutAWordOnItTheClientIsAsSecureAsTheConnection() throws Exception {
    Address proxy = new Address("2001:db8:5::1", 1);
    Request request =
        Asked.with("Forwarded", "for=192.0.2.1").with(new Peer(proxy, true, "name", List.of()));

    Peer peer = peer(Forwarded.by(PROXIES), request);

    assertThat(peer.isSecure()).isTrue();
    assertThat(peer.serverName()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for=\"6.6.6.6, for=192.0.2.1",
        "for=6.6.6.6 for=192.0.2.1",
        "for=6.6.6.6;for=192.0.2.1",
        "for",
        "for=",
        "for=\"a\\",
        "for=[2001:db8::1]",
        "for=nobody",
        "for=\"192.0.2.1:65536\"",
        "for=\"192.0.2.1:x\"",
        "for=\"[192.0.2.1\"",
        "for=\":80\"",
        "for=\"\"",
      })
  void aListThatCannotBeReadIsRefused(String field) {
    Request request = Asked.by("10.0.0.1", "Forwarded", field);

    assertThatThrownBy(() -> peer(Forwarded.by(PROXIES), request)).isInstanceOf(BadRequest.class);
  }

  @Test
  void anOldListThatCannotBeReadIsRefused() {
    Request request = Asked.by("10.0.0.1", "X-Forwarded-For", "192.0.2.1,,10.0.0.2");

    assertThatThrownBy(() -> peer(Forwarded.byOldFields(PROXIES), request))
        .isInstanceOf(BadRequest.class)
        .hasMessage("a proxy names a client that is not an address");
  }

  @Test
  void overAConnectionTheProxyIsTheOneThatIsConnected() throws Exception {
    List<Peer> peers = new ArrayList<>();
    World.serve(
        Asked.HELLO.in(
            Forwarded.by(Networks.of("10.0.0.0/8")),
            next ->
                request -> {
                  peers.add(request.peer());
                  return next.handle(request);
                }),
        served -> {
          served.client().send("GET / HTTP/1.1\r\nHost: a\r\nForwarded: for=1.2.3.4\r\n\r\n");
          assertThat(served.client().receive().status()).isEqualTo(200);
        });

    assertThat(peers).extracting(peer -> peer.address().host()).doesNotContain("1.2.3.4");
  }

  private static Peer peer(Forwarded forwarded, Request request) throws Exception {
    List<Peer> peers = new ArrayList<>();
    forwarded
        .around(changed -> {
          peers.add(changed.peer());
          return Response.ok("");
        })
        .handle(request);
    return peers.getFirst();
  }
}
