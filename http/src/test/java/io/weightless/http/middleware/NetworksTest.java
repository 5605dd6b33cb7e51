package io.weightless.http.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NetworksTest {
  @ParameterizedTest(name = "{1} in {0}: {2}")
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.0.0.0/8, ::ffff:10.1.2.3, true",
    "192.168.4.0/22, 192.168.7.255, true",
    "192.168.4.0/22, 192.168.8.0, false",
    "192.168.4.0/22, 192.168.3.255, false",
    "192.0.2.1, 192.0.2.1, true",
    "192.0.2.1, 192.0.2.2, false",
    "0.0.0.0/0, 1.2.3.4, true",
    "0.0.0.0/0, ::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false",
    "::/0, 2001:db8::1, true",
    "::1, ::1, true",
    "10.0.0.0/8, client, false",
    "0.0.0.0/0, 10.0.0, false",
    "::/0, fe80::1%lo, false",
  })
  void aNetworkIsAPrefix(String network, String host, boolean isIn) {
    assertThat(Networks.of(network).contains(new Address(host, 1))).isEqualTo(isIn);
  }

  @Test
  void oneOfThemIsEnough() {
    Networks some = Networks.of("10.0.0.0/8", "::1");

    assertThat(some.contains("::1")).isTrue();
    assertThat(some.contains("10.1.1.1")).isTrue();
    assertThat(some.contains("::2")).isFalse();
    assertThat(Networks.none().contains("10.1.1.1")).isFalse();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "localhost, '''localhost'' is not an IP address'",
    "'', ''''' is not an IP address'",
    "10.0.0/24, '''10.0.0'' is not an IP address'",
    "10.0.0.0/33, a prefix has 0 to 32 bits",
    "::/129, a prefix has 0 to 128 bits",
    "10.0.0.0/, a prefix has 0 to 32 bits",
    "10.0.0.0/-1, a prefix has 0 to 32 bits",
    "10.0.0.0/8/8, a prefix has 0 to 32 bits",
    "10.0.0.1/8, the address has bits behind its prefix of 8",
    "192.168.1.0/23, the address has bits behind its prefix of 23",
  })
  void whatIsNoNetworkIsRefusedInOneLine(String network, String why) {
    assertThatThrownBy(() -> Networks.of("10.0.0.0/8", network))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'" + network + "' is not a network: " + why);
  }

  @Test
  void aClientIsAnAddressOrThe64BitsThatItHas() {
    assertThat(client("192.0.2.1")).isEqualTo("192.0.2.1");
    assertThat(client("2001:db8::1")).isEqualTo(client("2001:db8::2"));
    assertThat(client("2001:db8::1")).isNotEqualTo(client("2001:db8:0:1::1"));
    assertThat(client("somebody")).isEqualTo("somebody");
  }

  private static String client(String host) {
    return Networks.client(new Address(host, 1));
  }
}
