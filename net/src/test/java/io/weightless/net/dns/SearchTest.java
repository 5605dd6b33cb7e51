package io.weightless.net.dns;

import static io.weightless.net.dns.Names.FIRST;
import static io.weightless.net.dns.Names.OPTIONS;
import static io.weightless.net.dns.Names.addresses;
import static io.weightless.net.dns.Names.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.dns.ResolveException.Reason;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Short names, and the domains that they may be in.
final class SearchTest {
  private static final List<String> DOMAINS = List.of("one.test", "two.test");

  @AutoClose private final Names names = new Names();

  SearchTest() throws IOException {}

  @ParameterizedTest
  @CsvSource({
    "web, 1, 'web.one.test web.two.test web'",
    "web.sub, 1, 'web.sub web.sub.one.test web.sub.two.test'",
    "web.sub, 2, 'web.sub.one.test web.sub.two.test web.sub'",
    "web, 0, 'web web.one.test web.two.test'",
    "web., 1, web",
    "web.sub., 5, web.sub",
    "localhost, 1, localhost",
    "a.invalid, 5, a.invalid",
  })
  void aNameIsTriedInTheDomainsAndAsItIs(String name, int dots, String tried) {
    assertThat(SearchList.of(name, OPTIONS.withSearch(DOMAINS).withDots(dots)))
        .extracting(DomainName::toString)
        .containsExactly(tried.split(" ", -1));
  }

  @Test
  void whatWouldBeTooLongIsNotTried() {
    String longest = ("a".repeat(62) + ".").repeat(4) + "b";

    assertThat(SearchList.of(longest, OPTIONS.withSearch(DOMAINS)))
        .extracting(DomainName::toString)
        .containsExactly(longest);
  }

  private void knows(String name, int otherwise) {
    names.wires.put(
        FIRST,
        reply -> {
          boolean isKnown = reply.question().name().toString().equals(name);
          boolean isFour = reply.question().type() == RecordType.A;
          return isKnown && isFour ? reply.host("10.1.1.1", 60) : reply.code(otherwise);
        });
  }

  @ParameterizedTest
  @CsvSource({"web.two.test, 3", "web, 3", "web, 2", "web, 0"})
  void theFirstThatHasAddressesIsMeant(String known, int otherwise) throws Exception {
    knows(known, otherwise);
    names.run(_ ->
        assertThat(Resolver.of(OPTIONS.withSearch(DOMAINS)).addresses("web"))
            .isEqualTo(addresses("10.1.1.1")));
  }

  @ParameterizedTest
  @CsvSource({"3, NO_SUCH_NAME", "0, NO_DATA", "2, SERVER_FAILED"})
  void whenNoneHasAnyTheNameIsToldAsItWasGiven(int code, Reason reason) throws Exception {
    knows("nobody", code);
    names.run(_ -> {
      ResolveException failure =
          failure(() -> Resolver.of(OPTIONS.withSearch(DOMAINS)).addresses("web"));

      assertThat(failure.name()).isEqualTo("web");
      assertThat(failure.reason()).isEqualTo(reason);
    });
  }

  @Test
  void aServerThatDoesNotAnswerIsNotAskedForTheOtherNames() throws Exception {
    names.wires.servers.put(FIRST, (_, _) -> {});
    names.run(_ -> {
      failure(() -> Resolver.of(OPTIONS.withSearch(DOMAINS)).addresses("web"));

      assertThat(names.wires.asked)
          .containsOnly("10.0.0.1: web.one.test A", "10.0.0.1: web.one.test AAAA")
          .hasSize(2 * OPTIONS.attempts());
    });
  }

  @Test
  void recordsAreThoseOfTheNameAsItIs() throws Exception {
    knows("web.one.test", 3);
    names.run(_ -> {
      failure(() -> Resolver.of(OPTIONS.withSearch(DOMAINS)).records("web", RecordType.A));

      assertThat(names.wires.asked).containsExactly("10.0.0.1: web A");
    });
  }
}
