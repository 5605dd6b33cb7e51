package io.weightless.net.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// nsswitch.conf(5).
final class NameSwitchTest {
  @ParameterizedTest
  @CsvSource({
    "'', DNS",
    "passwd: files ldap, DNS",
    "hosts: files dns, DNS",
    "'hosts:\tfiles  dns # and no more', DNS",
    "hosts: resolve [!UNAVAIL=return] files dns, DNS",
    "hosts: files mdns4_minimal [NOTFOUND=return] dns, DNS_THEN_SYSTEM",
    "hosts: files dns myhostname, DNS_THEN_SYSTEM",
    "hosts: files ldap, SYSTEM",
    "hosts: dns files, SYSTEM",
    "hosts: dns, SYSTEM",
    "hosts:, SYSTEM",
    "# hosts: ldap, DNS",
  })
  void hostsAreLookedUpAsItSays(String text, NameSwitch order) {
    String file = "passwd: files\n" + text + "\nnetworks: files";

    assertThat(NameSwitch.of(file, "Linux")).isEqualTo(order);
    assertThat(NameSwitch.of(file, "FreeBSD")).isEqualTo(order);
  }

  @ParameterizedTest
  @CsvSource({"Linux, DNS", "Mac OS X, SYSTEM", "Windows 11, SYSTEM"})
  void withoutTheFileItDependsOnTheSystem(String system, NameSwitch order) {
    assertThat(NameSwitch.of("", system)).isEqualTo(order);
  }
}
