package io.weightless.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressTest {
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8080, 127.0.0.1, 8080",
    "localhost:0, localhost, 0",
    "a.example:65535, a.example, 65535",
    "[::1]:80, ::1, 80",
    "tcp://10.0.0.1:1, 10.0.0.1, 1",
    "tcp://[fe80::1]:2, fe80::1, 2"
  })
  void anAddressIsReadFromText(String text, String host, int port) {
    assertThat(Address.parse(text)).isEqualTo(new Address(host, port));
  }

  @ParameterizedTest
  @CsvSource({
    "systemd:0, SYSTEMD, 0",
    "systemd:web-1.socket, SYSTEMD, web-1.socket",
    "fd:3, FD, 3",
    "unix:/run/a b:c.sock, UNIX, /run/a b:c.sock",
    "unix:relative, UNIX, relative",
    "unix:@app, UNIX, @app",
    "mem:app, MEM, app"
  })
  void aPlaceWithoutAPortIsReadFromText(String text, Scheme scheme, String host) {
    assertThat(Address.parse(text))
        .isEqualTo(new Address(scheme, host, 0, TcpOptions.DEFAULTS))
        .hasToString(text);
    assertThat(Address.parse(text + "?keepalive=1m")).hasToString(text + "?keepalive=60s");
  }

  @ParameterizedTest
  @CsvSource({
    "systemd:, 'a socket of systemd goes by its number or name, as in systemd:0'",
    "systemd://a, 'a socket of systemd goes by its number or name, as in systemd:0'",
    "systemd:a:1, 'a socket of systemd goes by its number or name, as in systemd:0'",
    "fd:, 'a descriptor goes by its number, as in fd:3'",
    "fd:-1, 'a descriptor goes by its number, as in fd:3'",
    "fd:web, 'a descriptor goes by its number, as in fd:3'",
    "unix:, 'a Unix socket goes by a path or a name, as in unix:/run/app.sock or unix:@app'",
    "unix:@, 'a Unix socket goes by a path or a name, as in unix:/run/app.sock or unix:@app'",
    "mem:a:1, 'a place in memory goes by a name, as in mem:name'"
  })
  void whatIsNoPlaceWithoutAPortIsRefusedInOneLine(String text, String reason) {
    assertThatThrownBy(() -> Address.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'%s' is not an address: %s", text, reason);
  }

  @Test
  void aHostThatIsCalledAsASchemeKeepsTheTcpBeforeIt() {
    assertThat(Address.parse("tcp://systemd:80")).isEqualTo(new Address("systemd", 80));
    assertThat(new Address("systemd", 80)).hasToString("tcp://systemd:80");
    assertThat(new Address("fd", 3)).hasToString("tcp://fd:3");
    assertThat(new Address("mem", 3)).hasToString("tcp://mem:3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tls://example.com:443",
        "tls://[::1]:443?timeout=2s&name=db.example",
        "tls://0.0.0.0:8443?cert=/etc/a b.pem&key=c=d.pem&ca=root.pem&alpn=h2,http/1.1"
      })
  void anAddressOfTlsIsReadFromTextAndWrittenBack(String text) {
    assertThat(Address.parse(text)).hasToString(text);
    assertThat(Address.parse(text).scheme()).isEqualTo(Scheme.TLS);
  }

  @Test
  void anAddressOfDatagramsIsReadFromTextAndWrittenBack() {
    assertThat(Address.parse("udp://[::1]:53"))
        .isEqualTo(new Address(Scheme.UDP, "::1", 53, TcpOptions.DEFAULTS))
        .hasToString("udp://[::1]:53");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "udp://239.1.2.3:5000?ttl=4&loop=no&reuse=yes&interface=eth0",
        "udp://[::]:53?receive-buffer=1m&ttl=0"
      })
  void optionsOfDatagramsAreReadFromTextAndWrittenBack(String text) {
    assertThat(Address.parse(text)).hasToString(text);
  }

  @Test
  void optionsOfDatagramsAreItsPartsAndForThemOnly() {
    String all = "ttl=255&loop=no&reuse=yes&interface=lo";

    assertThat(Address.parse("udp://a:1?" + all).udp())
        .isEqualTo(new UdpOptions(255, false, true, "lo"));
    assertThatThrownBy(() -> Address.parse("a:1?" + all))
        .hasMessageContaining("the option 'ttl' is not known");
    assertThatThrownBy(() -> new Address("a", 1).with(UdpOptions.DEFAULTS.withTtl(2)))
        .hasMessage("what is for datagrams needs an address of UDP: udp://");
    assertThatThrownBy(() -> Address.parse("udp://a:1?ttl=256"))
        .hasMessageEndingWith("ttl is between 0 and 255, not 256");
  }

  @Test
  void optionsOfTlsAreItsParts() {
    TlsOptions options = Address.parse("tls://a:1?cert=c&key=k&ca=t&name=n&alpn=x,,y").tls();

    assertThat(options).isEqualTo(new TlsOptions("c", "k", "t", "n", "x,,y"));
    assertThat(options.eachProtocol()).containsExactly("x", "y");
    assertThat(TlsOptions.NONE.eachProtocol()).isEmpty();
  }

  @Test
  void optionsOfTlsAreRefusedWithoutIt() {
    assertThatThrownBy(() -> Address.parse("a:1?cert=c.pem"))
        .hasMessageStartingWith(
            "'a:1?cert=c.pem' is not an address: the option 'cert' is not known");
    assertThatThrownBy(() -> new Address("a", 1).with(TlsOptions.NONE.withName("b")))
        .hasMessage("what is for TLS needs an address of it: tls://");
    assertThatThrownBy(() -> TlsOptions.NONE.withKey("a&b"))
        .hasMessage("an ampersand ends an option, and can't be in one");
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1:8080", "[::1]:80", "localhost:1"})
  void itsTextIsWhatWasRead(String text) {
    assertThat(Address.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, it has no port",
    "[::1], it has no port",
    "'', it has no port",
    ":80, it has no host",
    "' :80', it has no host",
    "[]:80, it has no host",
    "::1:80, an IPv6 address goes in brackets",
    "[::1:80, an IPv6 address goes in brackets",
    "a]:80, its brackets do not match",
    "a:, its port is not a number from 0 to 65535",
    "a:b, its port is not a number from 0 to 65535",
    "a:-1, its port is not a number from 0 to 65535",
    "a:+1, its port is not a number from 0 to 65535",
    "a:65536, its port is not a number from 0 to 65535",
    "a:99999999999, its port is not a number from 0 to 65535",
    "ftp://a:1, 'the scheme ''ftp'' is not known, only tcp, tls and udp'"
  })
  void whatIsNoAddressIsRefusedInOneLine(String text, String reason) {
    assertThatThrownBy(() -> Address.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'%s' is not an address: %s; write host:port or [ipv6]:port", text, reason);
  }

  @Test
  void partsOutOfRangeAreRefused() {
    assertThatThrownBy(() -> new Address("", 1)).hasMessageContaining("needs a host");
    assertThatThrownBy(() -> new Address("a", -1)).hasMessageEndingWith("not -1");
    assertThatThrownBy(() -> new Address("a", 65536)).hasMessageEndingWith("not 65536");
    assertThatThrownBy(() -> new Address(Scheme.FD, "3", 1, TcpOptions.DEFAULTS))
        .hasMessage("fd: has no port to choose, as 1");
  }
}
