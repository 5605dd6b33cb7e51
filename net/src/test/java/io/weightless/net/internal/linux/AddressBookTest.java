package io.weightless.net.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AddressBookTest {
  private final MemorySegment name = Arena.ofAuto().allocate(SocketAddresses.BYTES);
  private final MemorySegment target = Arena.ofAuto().allocate(SocketAddresses.BYTES);
  private final AddressBook book = new AddressBook();

  private Address read(String host, int port) throws IOException {
    return book.read(name, SocketAddresses.write(new InetSocketAddress(host, port), name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "fe80::1%1"})
  void whoComesAgainIsTheSame(String host) throws IOException {
    Address first = read(host, 5000);

    assertThat(read(host, 5001)).isNotEqualTo(first);
    assertThat(read(host, 5000)).isSameAs(first);
  }

  @Test
  void moreThanItHasPlacesForAreToldApart() throws IOException {
    for (int port = 1; port <= 3 * AddressBook.PLACES; port++) {
      assertThat(read("10.0.0.1", port).port()).isEqualTo(port);
    }
  }

  @Test
  void whoIsAnsweredIsCalledAsTheSystemCalledHim() throws IOException {
    Address from = read("10.1.2.3", 7);
    int length = book.write(from, SocketAddresses.AF_INET, target);

    assertThat(length).isEqualTo(16);
    assertThat(MemorySegment.mismatch(name, 0, length, target, 0, length)).isEqualTo(-1);
  }

  @Test
  void aSocketOfIpv6CallsAnIpv4AddressByItsMappedOne() throws IOException {
    Address four = Address.parse("udp://10.1.2.3:7");
    assertThat(book.write(four, SocketAddresses.AF_INET, target)).isEqualTo(16);
    int length = book.write(four, SocketAddresses.AF_INET6, target);

    assertThat(length).isEqualTo(28);
    assertThat(book.read(target, length)).isEqualTo(four);
  }

  @Test
  void whoHasNoNameIsSaidToHaveNone() throws IOException {
    assertThat(book.read(name, 0)).hasToString("unix:(unnamed)");
    UnixAddresses.write("@x", name);
    assertThat(book.read(name, 2)).hasToString("unix:(unnamed)");
    int length = UnixAddresses.write("@", name);
    assertThat(book.read(name, length)).hasToString("unix:(unnamed)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1:7", "udp://a.example:7", "unix:@x"})
  void whatIsNotInNumbersOrNotOfUdpIsRefused(String text) {
    Address other = Address.parse(text);

    assertThatThrownBy(() -> book.write(other, SocketAddresses.AF_INET, target))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text);
  }
}
