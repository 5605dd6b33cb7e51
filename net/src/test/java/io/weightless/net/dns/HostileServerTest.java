package io.weightless.net.dns;

import static io.weightless.net.dns.MessageTest.bytes;
import static io.weightless.net.dns.Names.FIRST;
import static io.weightless.net.dns.Names.OPTIONS;
import static io.weightless.net.dns.Names.now;
import static io.weightless.net.dns.Names.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.dns.ResolveException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers, and others on the way, who mean ill.
final class HostileServerTest {
  private static final String TRUE = "10.1.1.1";
  private static final String FALSE = "10.6.6.6";

  @AutoClose private final Names names = new Names();

  HostileServerTest() throws IOException {}

  /// What comes before the true answer.
  enum Lie {
    WRONG_ID,
    WRONG_NAME,
    WRONG_TYPE,
    NO_QUESTION;

    ByteBuffer to(ByteBuffer query) {
      Reply reply = Reply.to(query).host(FALSE, 60);
      DomainName name = reply.question().name();
      DomainName other = DomainName.parse("other.org");
      Reply lie =
          switch (this) {
            case WRONG_ID -> reply.id(Short.toUnsignedInt(query.getShort(0)) ^ 1);
            case WRONG_NAME -> reply.question(new Question(other, RecordType.A));
            case WRONG_TYPE -> reply.question(new Question(name, RecordType.TXT));
            case NO_QUESTION -> reply.question(null);
          };
      return lie.bytes();
    }
  }

  private static ByteBuffer truth(ByteBuffer query) {
    return Reply.to(query).host(TRUE, 60).bytes();
  }

  private void assertTruthIsFound() throws ResolveException {
    assertThat(names.resolver().records("www.example.org", RecordType.A))
        .extracting(record -> record.data().toString())
        .containsExactly(TRUE);
  }

  @ParameterizedTest
  @EnumSource(Lie.class)
  void whatIsNoAnswerToTheQuestionIsPassedOver(Lie lie) throws Exception {
    names.wires.servers.put(
        FIRST,
        (query, back) -> {
          back.accept(lie.to(query));
          back.accept(truth(query));
        });
    names.run(_ -> assertTruthIsFound());
  }

  /// Too short, a circle of pointers in the question, counts without records, the question itself.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "8180 0001 0001 0000 0000",
        "8180 0001 0000 0000 0000 c00c 0001 0001",
        "8180 ffff ffff ffff ffff",
      })
  void garbageIsPassedOver(String garbage) throws Exception {
    names.wires.servers.put(
        FIRST,
        (query, back) -> {
          ByteBuffer spoilt = ByteBuffer.allocate(100).putShort(query.getShort(0));
          back.accept(spoilt.put(bytes(garbage)).flip());
          back.accept(query.duplicate());
          back.accept(truth(query));
        });
    names.run(_ -> assertTruthIsFound());
  }

  private void lieBeforeTheTruth(int lies) {
    names.wires.servers.put(
        FIRST,
        (query, back) -> {
          for (int i = 0; i < lies; i++) {
            back.accept(Lie.WRONG_ID.to(query));
          }
          back.accept(truth(query));
        });
  }

  @Test
  void anAnswerIsFoundBehind99DatagramsThatAreNone() throws Exception {
    lieBeforeTheTruth(Exchange.MAX_WRONG - 1);
    names.run(_ -> assertTruthIsFound());
  }

  @Test
  void behind100DatagramsThatAreNoAnswerNobodyLooks() throws Exception {
    lieBeforeTheTruth(Exchange.MAX_WRONG);
    names.run(_ ->
        assertThat(reason(() -> names.resolver().records("www.example.org", RecordType.A)))
            .isEqualTo(Reason.MALFORMED));
  }

  @Test
  void aServerThatNeverAnswersCostsItsTimeAndNoMore() throws Exception {
    names.wires.servers.put(FIRST, (_, _) -> {});
    names.run(_ -> {
      assertThat(reason(() -> names.resolver().txt("a"))).isEqualTo(Reason.TIMED_OUT);
      assertThat(now()).isEqualTo(OPTIONS.timeout().multipliedBy(OPTIONS.attempts()));
    });
  }

  @Test
  void anAnswerThatComesTooLateIsNobodys() throws Exception {
    List<Runnable> late = new ArrayList<>();
    names.wires.servers.put(
        FIRST, (query, back) -> late.add(() -> back.accept(Reply.to(query).text("late").bytes())));
    names.run(_ -> {
      Resolver resolver = names.resolver();
      assertThat(reason(() -> resolver.txt("a"))).isEqualTo(Reason.TIMED_OUT);
      names.wires.put(FIRST, reply -> reply.text("in time"));
      late.forEach(Runnable::run);

      assertThat(resolver.txt("a")).containsExactly("in time");
    });
  }
}
