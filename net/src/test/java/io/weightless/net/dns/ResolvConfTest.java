package io.weightless.net.dns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// resolv.conf(5).
final class ResolvConfTest {
  private static List<String> servers(String text) {
    return ResolvConf.read(text).servers().stream().map(Object::toString).toList();
  }

  @Test
  void itHasServersDomainsAndOptions() {
    ResolverOptions options =
        ResolvConf.read(
            """
            # written by hand
            ; and another comment
            nameserver 10.0.0.1
            nameserver\t2001:db8::1   # the second
            search example.org  sub.example.org.
            options ndots:2 timeout:1 attempts:4 rotate edns0 trust-ad
            sortlist 10.0.0.0
            """);

    assertThat(options.servers())
        .extracting(Object::toString)
        .containsExactly("udp://10.0.0.1:53", "udp://[2001:db8::1]:53");
    assertThat(options.search()).containsExactly("example.org", "sub.example.org.");
    assertThat(options.dots()).isEqualTo(2);
    assertThat(options.timeout()).isEqualTo(Duration.ofSeconds(1));
    assertThat(options.attempts()).isEqualTo(4);
    assertThat(options.rotates()).isTrue();
    assertThat(options.total()).isEqualTo(ResolverOptions.DEFAULTS.total());
  }

  @Test
  void anIpv6ServerMayNameItsNetwork() {
    assertThat(servers("nameserver fe80::1%eth0")).containsExactly("udp://[fe80::1%eth0]:53");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nameserver",
        "nameserver dns.example.org",
        "nameserver 10.0.0.256",
        "options ndots timeout: attempts:x ndots:-1 timeout:0 attempts:0 :5",
        "nonsense\n\u0000\n   \nsearch a..b .",
      })
  void whatIsMissingOrMakesNoSenseIsAsUsual(String text) {
    assertThat(ResolvConf.read(text)).isEqualTo(ResolverOptions.DEFAULTS);
  }

  @Test
  void theLastOfSearchAndDomainCounts() {
    assertThat(ResolvConf.read("search a b\ndomain c d").search()).containsExactly("c");
    assertThat(ResolvConf.read("domain c\nsearch a b").search()).containsExactly("a", "b");
  }

  @Test
  void itHasThreeServersAndSixteenDomainsAtMost() {
    assertThat(servers("nameserver 10.0.0.1\n".repeat(3))).hasSize(3);
    assertThat(servers("nameserver 10.0.0.1\n".repeat(4))).hasSize(3);
    assertThat(ResolvConf.read("search" + " a.b".repeat(16)).search()).hasSize(16);
    assertThat(ResolvConf.read("search" + " a.b".repeat(17)).search()).hasSize(16);
  }

  @Test
  void itsNumbersHaveLimits() {
    ResolverOptions most = ResolvConf.read("options ndots:15 timeout:30 attempts:5");

    assertThat(most.dots()).isEqualTo(15);
    assertThat(ResolvConf.read("options ndots:16 timeout:31 attempts:6")).isEqualTo(most);
    assertThat(ResolvConf.read("options ndots:999999999 timeout:99999 attempts:77"))
        .isEqualTo(most);
    assertThat(ResolvConf.read("options ndots:0").dots()).isZero();
  }
}
