package io.weightless.check.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weightless.net.Address;
import io.weightless.net.dns.RecordData.Service;
import io.weightless.net.dns.RecordType;
import io.weightless.net.dns.ResolveException;
import io.weightless.net.dns.ResolveException.Reason;
import io.weightless.net.dns.Resolver;
import io.weightless.net.dns.ResolverOptions;
import io.weightless.net.dns.ResourceRecord;
import io.weightless.reactor.Reactor;
import io.weightless.testkit.Needs;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The resolver and a real name server: dnsmasq.
@Needs("dnsmasq")
class NamesStory {
  private static final String LONG = "x".repeat(240);
  private static final int LONGS = 12;

  @AutoClose private final NameServer server = new NameServer(zone());

  NamesStory() throws IOException {}

  /// The last has more than fits into a datagram.
  private static String[] zone() {
    Stream<String> zone =
        Stream.of(
            "--local-ttl=60",
            "--host-record=web.test,10.1.1.1,2001:db8::1",
            "--cname=www.test,web.test",
            "--srv-host=_imap._tcp.test,second.test,1143,20,0",
            "--srv-host=_imap._tcp.test,first.test,143,10,5",
            "--txt-record=text.test,one, and two",
            "--mx-host=test,mail.test,10");
    Stream<String> big =
        IntStream.range(0, LONGS).mapToObj(i -> "--txt-record=big.test," + i + LONG);
    return Stream.concat(zone, big).toArray(String[]::new);
  }

  /// What is done with the resolver.
  private interface Lookup {
    void with(Resolver resolver) throws ResolveException;
  }

  private void resolve(Lookup lookup) throws ResolveException {
    ResolverOptions options = ResolverOptions.of(new Address("127.0.0.1", server.port()));
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> lookup.with(Resolver.of(options.withSearch(List.of("test")))));
    }
  }

  private static InetAddress address(String literal) {
    return InetAddress.ofLiteral(literal);
  }

  private void assertFails(Reason reason, Lookup lookup) {
    assertThatThrownBy(() -> resolve(lookup))
        .asInstanceOf(InstanceOfAssertFactories.type(ResolveException.class))
        .returns(reason, ResolveException::reason);
  }

  @Test
  void aHostHasAddressesOfBothFamiliesByItsWholeNameItsShortOneAndItsAlias() throws Exception {
    resolve(resolver -> {
      for (String name : List.of("web.test", "web", "www.test", "WWW.Test.")) {
        assertThat(resolver.addresses(name))
            .as(name)
            .containsExactlyInAnyOrder(address("10.1.1.1"), address("2001:db8::1"));
      }
    });
  }

  @Test
  void anAddressHasAName() throws Exception {
    resolve(resolver -> {
      assertThat(resolver.name(address("10.1.1.1"))).isEqualTo("web.test");
      assertThat(resolver.name(address("2001:db8::1"))).isEqualTo("web.test");
    });
  }

  @Test
  void aServiceHasHostsInTheirOrder() throws Exception {
    resolve(resolver ->
        assertThat(resolver.srv("_imap._tcp.test"))
            .containsExactly(
                new Service(10, 5, 143, "first.test"), new Service(20, 0, 1143, "second.test")));
  }

  @Test
  void textsAndMailAreFound() throws Exception {
    resolve(resolver -> {
      assertThat(resolver.txt("text.test")).containsExactly("one and two");
      assertThat(resolver.records("test", RecordType.MX))
          .extracting(ResourceRecord::toString)
          .containsExactly("test 60 IN MX 10 mail.test");
    });
  }

  @Test
  void whatDoesNotFitIntoADatagramComesByStream() throws Exception {
    resolve(resolver ->
        assertThat(resolver.txt("big.test")).hasSize(LONGS).allMatch(text -> text.endsWith(LONG)));
    assertThat(server.queries("query[TXT] big.test")).isEqualTo(2);
  }

  @Test
  void anAnswerIsRememberedAndNobodyIsAskedTwice() throws Exception {
    resolve(resolver -> {
      resolver.txt("text.test");
      resolver.txt("text.test");
    });
    assertThat(server.queries("query[TXT] text.test")).isOne();
  }

  @Test
  void whatTheServerDoesNotKnowHasItsReason() {
    assertFails(Reason.NO_SUCH_NAME, resolver -> resolver.addresses("nobody.test."));
    assertFails(Reason.NO_DATA, resolver -> resolver.txt("web.test"));
    assertFails(Reason.REFUSED, resolver -> resolver.txt("example.org"));
  }

  @Test
  void theDigExampleShowsRecordsAndAddresses() {
    String at = "@127.0.0.1:" + server.port();
    try (Program srv = dig("_imap._tcp.test", "SRV", at);
        Program host = dig("www.test", at);
        Program none = dig("nobody.test", "AAAA", at)) {
      assertThat(srv.exit()).as(srv.toString()).isZero();
      assertThat(srv.out().lines())
          .containsExactlyInAnyOrder(
              "_imap._tcp.test 60 IN SRV 10 5 143 first.test",
              "_imap._tcp.test 60 IN SRV 20 0 1143 second.test");
      assertThat(host.exit()).as(host.toString()).isZero();
      assertThat(host.out().lines()).containsExactlyInAnyOrder("10.1.1.1", "2001:db8:0:0:0:0:0:1");
      assertThat(none.exit()).isOne();
      assertThat(none.err()).contains("look up nobody.test AAAA: there is no such name (asked ");
    }
  }

  private static Program dig(String... arguments) {
    return Program.weightless(
        Stream.concat(Stream.of("run", "examples/Dig.java"), Stream.of(arguments))
            .toArray(String[]::new));
  }
}
