package io.weightless.net.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// hosts(5).
final class HostsFileTest {
  private static final HostsFile HOSTS =
      HostsFile.read(
          """
          # comment
          127.0.0.1 localhost
          10.0.0.1\t web.example.org  web WWW # its names
          2001:db8::1 web
          10.0.0.1 other web

          nonsense web
          10.0.0.9
          10.0.0.300 web
          """);

  private static List<InetAddress> addresses(String... literals) {
    return Arrays.stream(literals).map(InetAddress::ofLiteral).toList();
  }

  @Test
  void aHostHasTheAddressesOfAllItsLinesInTheirOrder() {
    assertThat(HOSTS.addresses("web")).isEqualTo(addresses("10.0.0.1", "2001:db8::1"));
    assertThat(HOSTS.addresses("web.example.org")).isEqualTo(addresses("10.0.0.1"));
  }

  @Test
  void caseAndADotAtTheEndMakeNoDifference() {
    assertThat(HOSTS.addresses("www")).isEqualTo(addresses("10.0.0.1"));
    assertThat(HOSTS.addresses("WEB.example.ORG.")).isEqualTo(addresses("10.0.0.1"));
  }

  @Test
  void anAddressHasTheFirstNameOfItsFirstLine() {
    assertThat(HOSTS.name(InetAddress.ofLiteral("10.0.0.1"))).isEqualTo("web.example.org");
    assertThat(HOSTS.name(InetAddress.ofLiteral("10.0.0.9"))).isNull();
  }

  @Test
  void aHostThatIsNotInItHasNone() {
    assertThat(HOSTS.addresses("nobody")).isEmpty();
    assertThat(HOSTS.addresses("#")).isEmpty();
    assertThat(HOSTS.addresses("its")).isEmpty();
  }
}
