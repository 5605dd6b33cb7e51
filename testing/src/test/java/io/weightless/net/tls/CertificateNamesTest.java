package io.weightless.net.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CertificateNamesTest {
  @ParameterizedTest
  @CsvSource({
    "example.test, example.test",
    "example.test, EXAMPLE.Test",
    "example.test, example.test.",
    "*.example.test, a.example.test",
    "*.example.test, A.Example.TEST.",
    "*.example.test, xn--bcher-kva.example.test",
    "127.0.0.1, 127.0.0.1",
    "127.0.0.1, ::ffff:127.0.0.1",
    "::1, 0:0:0:0:0:0:0:1",
    "2001:db8::a, 2001:DB8:0::A"
  })
  void aNameCovers(String name, String host) {
    assertThat(names(name).cover(host)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "example.test, a.example.test",
    "example.test, example.test..",
    "example.test, xexample.test",
    "example.test, ''",
    "example.test, .",
    "*.example.test, example.test",
    "*.example.test, .example.test",
    "*.example.test, a.b.example.test",
    "*.example.test, *.example.test",
    "f*.example.test, foo.example.test",
    "*o.example.test, foo.example.test",
    "a.*.test, a.b.test",
    "*.*.test, a.b.test",
    "*, localhost",
    "*.0.0.1, 127.0.0.1",
    "*, ::1",
    "127.0.0.1, 127.0.0.2",
    "127.0.0.1, ::1",
    "::1, 127.0.0.1",
    "k.test, \u212a.test"
  })
  void aNameDoesNotCover(String name, String host) {
    assertThat(names(name).cover(host)).isFalse();
  }

  /// Of an address in the place of a host's name nobody knows that it was meant.
  @ParameterizedTest
  @CsvSource({"127.0.0.1", "::1"})
  void anAddressThatStandsAsAHostsNameCoversNothing(String address) {
    assertThat(new CertificateNames(Set.of(address), Set.of()).cover(address)).isFalse();
  }

  private static CertificateNames names(String name) {
    try {
      return new CertificateNames(Set.of(), Set.of(InetAddress.ofLiteral(name)));
    } catch (IllegalArgumentException _) {
      return new CertificateNames(Set.of(name), Set.of());
    }
  }
}
