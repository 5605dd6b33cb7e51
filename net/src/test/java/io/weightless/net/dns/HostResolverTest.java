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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Who is asked when the system has more than files and DNS.
final class HostResolverTest {
  @AutoClose private final Names names = new Names();
  private final List<String> asked = new ArrayList<>();

  HostResolverTest() throws IOException {}

  /// Knows one host, and writes down what it was asked.
  private final class OneHost implements Resolver {
    @Override
    public List<InetAddress> addresses(String host) throws ResolveException {
      asked.add(host);
      if (!host.startsWith("printer")) {
        throw new ResolveException(host, null, Reason.NO_SUCH_NAME, List.of());
      }
      return List.of(InetAddress.ofLiteral("10.7.7.7"));
    }

    @Override
    public List<ResourceRecord> records(String name, RecordType type) {
      throw new UnsupportedOperationException();
    }

    @Override
    public String name(InetAddress address) {
      asked.add(address.getHostAddress());
      return "printer";
    }
  }

  private HostResolver resolver(NameSwitch order) {
    names.wires.put(
        FIRST,
        reply ->
            reply.question().name().toString().equals("web")
                ? reply.host("10.1.1.1", 60)
                : reply.code(3));
    Settings settings = new Settings(OPTIONS, HostsFile.read("10.0.0.8 file"), order);
    return new HostResolver(() -> settings, new OneHost());
  }

  @Test
  void whereOnlyFilesAndDnsAreConfiguredNobodyElseIsAsked() throws Exception {
    names.run(_ -> {
      Resolver resolver = resolver(NameSwitch.DNS);

      assertThat(resolver.addresses("web")).isEqualTo(addresses("10.1.1.1"));
      assertThat(reason(() -> resolver.addresses("printer"))).isEqualTo(Reason.NO_SUCH_NAME);
      assertThat(reason(() -> resolver.addresses("printer.local"))).isEqualTo(Reason.NO_SUCH_NAME);
      assertThat(asked).isEmpty();
    });
  }

  @Test
  void whereThereIsMoreTheSystemIsAskedForWhatTheDnsDoesNotKnow() throws Exception {
    names.run(_ -> {
      Resolver resolver = resolver(NameSwitch.DNS_THEN_SYSTEM);

      assertThat(resolver.addresses("web")).isEqualTo(addresses("10.1.1.1"));
      assertThat(resolver.addresses("file")).isEqualTo(addresses("10.0.0.8"));
      assertThat(asked).isEmpty();
      assertThat(resolver.addresses("printer")).isEqualTo(addresses("10.7.7.7"));
      assertThat(asked).containsExactly("printer");
    });
  }

  @Test
  void whatIsLocalIsOnlyAskedOfTheSystem() throws Exception {
    names.run(_ -> {
      Resolver resolver = resolver(NameSwitch.DNS_THEN_SYSTEM);

      assertThat(resolver.addresses("printer.Local")).isEqualTo(addresses("10.7.7.7"));
      assertThat(names.wires.asked).isEmpty();
    });
  }

  @Test
  void whenNobodyKnowsAHostTheDnsSaysWhy() throws Exception {
    names.run(_ -> {
      ResolveException failure =
          failure(() -> resolver(NameSwitch.DNS_THEN_SYSTEM).addresses("nobody"));

      assertThat(failure)
          .hasMessageEndingWith("(asked 10.0.0.1:53)")
          .hasSuppressedException(failure.getSuppressed()[0]);
      assertThat(asked).containsExactly("nobody");
    });
  }

  @Test
  void aServerThatFailsIsNotCoveredUp() throws Exception {
    names.run(_ -> {
      Resolver resolver = resolver(NameSwitch.DNS_THEN_SYSTEM);
      names.wires.put(FIRST, reply -> reply.code(2));

      assertThat(reason(() -> resolver.addresses("printer"))).isEqualTo(Reason.SERVER_FAILED);
      assertThat(asked).isEmpty();
    });
  }

  @Test
  void whereTheDnsIsNotConfiguredTheSystemIsAskedForHostsAndNames() throws Exception {
    names.run(_ -> {
      Resolver resolver = resolver(NameSwitch.SYSTEM);

      assertThat(resolver.addresses("printer")).isEqualTo(addresses("10.7.7.7"));
      assertThat(resolver.name(InetAddress.ofLiteral("10.7.7.7"))).isEqualTo("printer");
      assertThat(names.wires.asked).isEmpty();
      assertThat(resolver.records("web", RecordType.A)).hasSize(1);
    });
  }

  @ParameterizedTest
  @EnumSource(NameSwitch.class)
  void whatIsCertainIsAskedOfNobody(NameSwitch order) throws Exception {
    names.run(_ -> {
      Resolver resolver = resolver(order);

      assertThat(resolver.addresses("10.1.2.3")).isEqualTo(addresses("10.1.2.3"));
      assertThat(resolver.addresses("localhost")).isEqualTo(addresses("127.0.0.1", "::1"));
      assertThat(reason(() -> resolver.addresses("a.invalid"))).isEqualTo(Reason.NO_SUCH_NAME);
      assertThat(reason(() -> resolver.addresses("a..b"))).isEqualTo(Reason.NOT_A_NAME);
      assertThat(asked).isEmpty();
      assertThat(names.wires.asked).isEmpty();
    });
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 127.0.0.1", "::1, 0:0:0:0:0:0:0:1"})
  void theSystemTellsAddresses(String literal, String address) throws Exception {
    names.run(_ -> {
      try (Resolver system = Resolver.system()) {
        assertThat(system.addresses(literal))
            .extracting(InetAddress::getHostAddress)
            .containsExactly(address);
      }
    });
  }

  @Test
  void whatTheSystemDoesNotKnowItSaysInOneLine() throws Exception {
    names.run(_ -> {
      try (Resolver system = Resolver.system()) {
        assertThat(failure(() -> system.addresses("no.such.host.invalid")))
            .hasMessage("look up no.such.host.invalid: there is no such name");
      }
    });
  }
}
