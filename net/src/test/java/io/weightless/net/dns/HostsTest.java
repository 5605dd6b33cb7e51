package io.weightless.net.dns;

import static io.weightless.net.dns.Names.FIRST;
import static io.weightless.net.dns.Names.OPTIONS;
import static io.weightless.net.dns.Names.addresses;
import static io.weightless.net.dns.Names.failure;
import static io.weightless.net.dns.Names.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.dns.ResolveException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The addresses of hosts, and the names of addresses.
final class HostsTest {
  private static final HostsFile FILE = HostsFile.read("10.0.0.8 web\n2001:db8::8 web");

  @AutoClose private final Names names = new Names();

  HostsTest() throws IOException {}

  private static Resolver withFile() {
    Settings settings = new Settings(OPTIONS, FILE, NameSwitch.DNS);
    return new DnsResolver(() -> settings);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "::1", "2001:db8::1"})
  void anAddressInNumbersStandsForItself(String literal) throws Exception {
    names.run(_ -> {
      assertThat(names.resolver().addresses(literal)).isEqualTo(addresses(literal));
      assertThat(names.wires.asked).isEmpty();
    });
  }

  /// RFC 6761, section 6.3.
  @ParameterizedTest
  @ValueSource(strings = {"localhost", "localhost.", "LocalHost", "a.b.localhost"})
  void localhostAndWhatIsBelowItIsAlwaysThisMachine(String name) throws Exception {
    Settings lying = new Settings(OPTIONS, HostsFile.read("10.6.6.6 " + name), NameSwitch.DNS);
    names.run(_ -> {
      Resolver resolver = new DnsResolver(() -> lying);

      assertThat(resolver.addresses(name)).isEqualTo(addresses("127.0.0.1", "::1"));
      assertThat(resolver.records(name, RecordType.AAAA))
          .extracting(record -> record.data().toString())
          .containsExactly("0:0:0:0:0:0:0:1");
      assertThat(reason(() -> resolver.txt(name))).isEqualTo(Reason.NO_DATA);
      assertThat(names.wires.asked).isEmpty();
    });
  }

  /// RFC 6761, section 6.4.
  @Test
  void invalidIsNeverAskedFor() throws Exception {
    names.run(_ -> {
      Resolver resolver = Resolver.of(OPTIONS.withSearch(List.of("example.org")));

      assertThat(reason(() -> resolver.addresses("a.invalid"))).isEqualTo(Reason.NO_SUCH_NAME);
      assertThat(reason(() -> resolver.txt("a.invalid."))).isEqualTo(Reason.NO_SUCH_NAME);
      assertThat(names.wires.asked).isEmpty();
    });
  }

  @Test
  void whatTheHostsFileSaysIsNotAskedFor() throws Exception {
    names.run(_ -> {
      assertThat(withFile().addresses("WEB")).isEqualTo(addresses("10.0.0.8", "2001:db8::8"));
      assertThat(withFile().name(InetAddress.ofLiteral("10.0.0.8"))).isEqualTo("web");
      assertThat(names.wires.asked).isEmpty();
    });
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 3.2.1.10.in-addr.arpa",
    "2001:db8::1, 1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa"
  })
  void theNameOfAnAddressIsAskedFor(String address, String name) throws Exception {
    names.wires.put(
        FIRST, reply -> reply.answer(name, RecordType.PTR, 60, Reply.name("host.example.org")));
    names.run(_ -> {
      assertThat(names.resolver().name(InetAddress.ofLiteral(address)))
          .isEqualTo("host.example.org");
      assertThat(names.wires.asked).containsExactly("10.0.0.1: " + name + " PTR");
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a..b", "b\u00fccher.example", "a b", "10.0.0.1:80"})
  void whatCanBeNoNameIsSaidInOneLine(String name) throws Exception {
    names.wires.put(FIRST, reply -> reply.code(3));
    names.run(_ -> {
      ResolveException failure = failure(() -> names.resolver().addresses(name));

      assertThat(failure.reason().isFinal()).isTrue();
      assertThat(failure.getMessage()).startsWith("look up " + name + ": ").hasLineCount(1);
    });
  }

  @Test
  void oneFamilyIsEnough() throws Exception {
    names.wires.put(
        FIRST,
        reply ->
            reply.question().type() == RecordType.A
                ? reply.host("10.1.1.1", 60)
                : reply.authority("example.org", 60, 60));
    names.run(_ ->
        assertThat(names.resolver().addresses("www.example.org")).isEqualTo(addresses("10.1.1.1")));
  }

  @Test
  void oneFamilyIsEnoughWhereTheServerFailsForTheOther() throws Exception {
    names.wires.put(
        FIRST,
        reply ->
            reply.question().type() == RecordType.AAAA
                ? reply.host("2001:db8::1", 60)
                : reply.code(2));
    names.run(_ ->
        assertThat(names.resolver().addresses("www.example.org"))
            .isEqualTo(addresses("2001:db8::1")));
  }

  /// Whether it exists is told by either; whether it has addresses only by both.
  @ParameterizedTest
  @CsvSource({"0, 0, NO_DATA", "3, 0, NO_SUCH_NAME", "0, 2, SERVER_FAILED", "2, 3, NO_SUCH_NAME"})
  void withoutAddressesTheReasonIsTheOneThatTellsMost(int four, int six, Reason reason)
      throws Exception {
    names.wires.put(
        FIRST, reply -> reply.code(reply.question().type() == RecordType.A ? four : six));
    names.run(_ ->
        assertThat(reason(() -> names.resolver().addresses("www.example.org"))).isEqualTo(reason));
  }

  @ParameterizedTest
  @CsvSource({
    "2600::1, '', true", "2600::1, :, false", "2600::1, ., true", "fd00::1, '', false",
    "fd00::1, ., true", "2002::1, '', false", "2001::1, '', false", "2001:db8::1, '', true"
  })
  void theFamilyThatThereIsAWayToComesFirst(String six, String noWay, boolean isSixFirst)
      throws Exception {
    names.wires.put(
        FIRST,
        reply -> reply.host(reply.question().type() == RecordType.A ? "192.0.2.1" : six, 60));
    names.run(_ -> {
      Resolver resolver = names.resolver();
      assertThat(resolver.addresses("www.example.org")).hasSize(2);
      if (!noWay.isEmpty()) {
        names.wires.unreachable.add(noWay);
      }

      assertThat(resolver.addresses("www.example.org"))
          .isEqualTo(isSixFirst ? addresses(six, "192.0.2.1") : addresses("192.0.2.1", six));
    });
  }
}
