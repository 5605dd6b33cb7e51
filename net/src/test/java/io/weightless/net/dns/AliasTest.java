package io.weightless.net.dns;

import static io.weightless.net.dns.Names.FIRST;
import static io.weightless.net.dns.Names.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.dns.ResolveException.Reason;
import java.io.IOException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Names that stand for others: RFC 1034, section 3.6.2.
final class AliasTest {
  @AutoClose private final Names names = new Names();

  AliasTest() throws IOException {}

  private static String host(Resolver resolver, String name) throws ResolveException {
    return resolver.records(name, RecordType.A).getFirst().toString();
  }

  @Test
  void aliasesAreFollowedWithinAnAnswerInWhateverOrderTheyCome() throws Exception {
    names.wires.put(
        FIRST,
        reply ->
            reply
                .host("c.org", "10.1.1.1", 60)
                .alias("B.org", "C.ORG", 60)
                .alias("a.org", "b.org", 60));
    names.run(_ -> {
      assertThat(host(names.resolver(), "a.org")).isEqualTo("c.org 60 IN A 10.1.1.1");
      assertThat(names.wires.asked).hasSize(1);
    });
  }

  @Test
  void whereAnAnswerOnlyHasTheAliasTheOtherNameIsAskedFor() throws Exception {
    names.wires.put(
        FIRST,
        reply ->
            reply.question().name().toString().equals("a.org")
                ? reply.alias("a.org", "b.org", 60)
                : reply.host("10.1.1.1", 60));
    names.run(_ -> {
      Resolver resolver = names.resolver();
      assertThat(host(resolver, "a.org")).isEqualTo("b.org 60 IN A 10.1.1.1");
      assertThat(host(resolver, "a.org")).isEqualTo("b.org 60 IN A 10.1.1.1");
      assertThat(names.wires.asked).containsExactly("10.0.0.1: a.org A", "10.0.0.1: b.org A");
    });
  }

  @Test
  void theAliasItselfMayBeAskedFor() throws Exception {
    names.wires.put(FIRST, reply -> reply.alias("a.org", "b.org", 60));
    names.run(_ ->
        assertThat(names.resolver().records("a.org", RecordType.CNAME))
            .extracting(ResourceRecord::data)
            .containsExactly(new RecordData.Alias("b.org")));
  }

  private static Reply chain(Reply reply, int aliases) {
    Reply chain = reply;
    for (int i = 0; i < aliases; i++) {
      chain = chain.alias("a" + i, "a" + (i + 1), 60);
    }
    return chain.host("a" + aliases, "10.1.1.1", 60);
  }

  @ParameterizedTest
  @CsvSource({"16, true", "17, false"})
  void anAnswerMayHave16AliasesAndNo17(int aliases, boolean isFound) throws Exception {
    names.wires.put(FIRST, reply -> chain(reply, aliases));
    names.run(_ -> {
      if (isFound) {
        assertThat(host(names.resolver(), "a0")).isEqualTo("a16 60 IN A 10.1.1.1");
      } else {
        assertThat(reason(() -> host(names.resolver(), "a0"))).isEqualTo(Reason.MALFORMED);
      }
    });
  }

  @Test
  void aCircleOfAliasesIsMalformed() throws Exception {
    names.wires.put(FIRST, reply -> reply.alias("a", "b", 60).alias("b", "a", 60));
    names.run(
        _ -> assertThat(reason(() -> host(names.resolver(), "a"))).isEqualTo(Reason.MALFORMED));
  }

  @Test
  void aliasesThatLeadOnFromAnswerToAnswerHaveAnEnd() throws Exception {
    names.wires.put(
        FIRST,
        reply ->
            reply.alias(reply.question().name().toString(), "x." + reply.question().name(), 0));
    names.run(_ -> {
      assertThat(reason(() -> host(names.resolver(), "a"))).isEqualTo(Reason.MALFORMED);
      assertThat(names.wires.asked).hasSize(Chain.MAX_ALIASES + 1);
    });
  }

  @Test
  void anAliasForNothingIsNothing() throws Exception {
    names.wires.put(FIRST, reply -> reply.alias("a.org", "b.org", 60).code(3));
    names.run(_ ->
        assertThat(reason(() -> host(names.resolver(), "a.org"))).isEqualTo(Reason.NO_SUCH_NAME));
  }

  @Test
  void anAliasForANameWithoutSuchRecordsHasNone() throws Exception {
    names.wires.put(FIRST, reply -> reply.alias("a.org", "b.org", 60).authority("b.org", 60, 60));
    names.run(
        _ -> assertThat(reason(() -> host(names.resolver(), "a.org"))).isEqualTo(Reason.NO_DATA));
  }
}
