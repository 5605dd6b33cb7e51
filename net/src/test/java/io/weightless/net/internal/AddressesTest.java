package io.weightless.net.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.UnixDomainSocketAddress;
import org.junit.jupiter.api.Test;

final class AddressesTest {
  /// As of a pair of sockets that another process has made and passed.
  @Test
  void whereNeitherEndHasANameItIsSaidSo() {
    UnixDomainSocketAddress none = UnixDomainSocketAddress.of("");

    assertThat(Addresses.of(none, none)).hasToString("unix:(unnamed)");
  }
}
