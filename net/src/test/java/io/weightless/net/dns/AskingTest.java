package io.weightless.net.dns;

import static io.weightless.net.dns.Names.FIRST;
import static io.weightless.net.dns.Names.OPTIONS;
import static io.weightless.net.dns.Names.SECOND;
import static io.weightless.net.dns.Names.addresses;
import static io.weightless.net.dns.Names.failure;
import static io.weightless.net.dns.Names.now;
import static io.weightless.net.dns.Names.reason;
import static io.weightless.net.dns.Names.server;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.dns.ResolveException.Reason;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whom a resolver asks, how often and for how long.
final class AskingTest {
  private static final ResolverOptions TWO = ResolverOptions.of(server(FIRST), server(SECOND));

  @AutoClose private final Names names = new Names();

  AskingTest() throws IOException {}

  @Test
  void bothFamiliesAreAskedSideBySide() throws Exception {
    names.wires.servers.put(
        FIRST,
        (query, back) ->
            names.world.reactor.after(
                Duration.ofSeconds(1),
                () -> {
                  Reply reply = Reply.to(query);
                  boolean isFour = reply.question().type() == RecordType.A;
                  back.accept(reply.host(isFour ? "10.1.1.1" : "2001:db8::1", 60).bytes());
                }));
    names.run(_ -> {
      assertThat(names.resolver().addresses("www.example.org"))
          .containsExactlyElementsOf(addresses("2001:db8::1", "10.1.1.1"));
      assertThat(now()).isEqualTo(Duration.ofSeconds(1));
    });
  }

  @Test
  void aServerThatDoesNotAnswerIsFollowedByTheNextAfterItsTime() throws Exception {
    names.wires.servers.put(FIRST, (_, _) -> {});
    names.wires.put(SECOND, reply -> reply.text("here"));
    names.run(_ -> {
      assertThat(Resolver.of(TWO).txt("www.example.org")).containsExactly("here");
      assertThat(now()).isEqualTo(TWO.timeout());
    });
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5, 9, 11})
  void aServerThatCanNotTellIsFollowedByTheNextAtOnce(int code) throws Exception {
    names.wires.put(FIRST, reply -> reply.code(code));
    names.wires.put(SECOND, reply -> reply.text("here"));
    names.run(_ -> {
      assertThat(Resolver.of(TWO).txt("www.example.org")).containsExactly("here");
      assertThat(now()).isZero();
    });
  }

  @Test
  void aServerThatIsNotThereIsFollowedByTheNextAtOnce() throws Exception {
    names.wires.put(SECOND, reply -> reply.text("here"));
    names.run(_ -> {
      assertThat(Resolver.of(TWO).txt("www.example.org")).containsExactly("here");
      assertThat(now()).isZero();
    });
  }

  @Test
  void eachIsAskedAsOftenAsTheOptionsSay() throws Exception {
    names.wires.servers.put(FIRST, (_, _) -> {});
    names.run(_ -> {
      ResolveException failure =
          failure(() -> Resolver.of(TWO.withAttempts(3)).txt("www.example.org"));

      assertThat(failure)
          .hasMessage(
              "look up www.example.org TXT: no server can be reached"
                  + " (asked 10.0.0.1:53, 10.0.0.2:53)");
      assertThat(failure.servers()).containsExactlyElementsOf(TWO.servers());
      assertThat(names.wires.asked).hasSize(6);
      assertThat(now()).isEqualTo(TWO.timeout().multipliedBy(3));
    });
  }

  @Test
  void theTimeForAllEndsALookup() throws Exception {
    Duration total = Duration.ofSeconds(7);
    names.wires.servers.put(FIRST, (_, _) -> {});
    names.run(_ -> {
      Resolver resolver = Resolver.of(OPTIONS.withTotal(total));

      assertThat(reason(() -> resolver.addresses("www.example.org"))).isEqualTo(Reason.TIMED_OUT);
      assertThat(now()).isEqualTo(total);
    });
  }

  @Test
  void serversTakeTurnsWhenTheyRotate() throws Exception {
    names.wires.put(FIRST, reply -> reply.text("first"));
    names.wires.put(SECOND, reply -> reply.text("second"));
    names.run(_ -> {
      Resolver turning = Resolver.of(TWO.withRotation(true));
      Resolver steady = Resolver.of(TWO);

      assertThat(List.of(turning.txt("a"), turning.txt("b"), turning.txt("c")))
          .containsExactly(List.of("first"), List.of("second"), List.of("first"));
      assertThat(List.of(steady.txt("a"), steady.txt("b")))
          .containsExactly(List.of("first"), List.of("first"));
    });
  }

  @ParameterizedTest
  @CsvSource({
    "3, NO_SUCH_NAME",
    "0, NO_DATA",
    "2, SERVER_FAILED",
    "5, REFUSED",
    "8, SERVER_FAILED"
  })
  void theReasonIsWhatTheServerSaid(int code, Reason reason) throws Exception {
    names.wires.put(FIRST, reply -> reply.code(code));
    names.run(_ -> {
      ResolveException failure = failure(() -> names.resolver().txt("www.example.org"));

      assertThat(failure.reason()).isEqualTo(reason);
      assertThat(failure.type()).isEqualTo(RecordType.TXT);
      assertThat(failure.name()).isEqualTo("www.example.org");
      assertThat(failure.servers()).containsExactly(server(FIRST));
    });
  }

  /// RFC 6891, section 7.
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aServerThatDoesNotKnowExtensionsIsAskedWithoutThem(boolean leavesQuestionOut)
      throws Exception {
    List<Integer> extensions = new ArrayList<>();
    names.wires.put(FIRST, reply -> reply);
    names.wires.servers.put(
        FIRST,
        (query, back) -> {
          int count = query.getShort(10);
          extensions.add(count);
          Reply reply = Reply.to(query);
          Reply refusal = leavesQuestionOut ? reply.code(1).question(null) : reply.code(1);
          back.accept((count == 0 ? Reply.to(query).text("plain") : refusal).bytes());
        });
    names.run(_ -> {
      assertThat(names.resolver().txt("www.example.org")).containsExactly("plain");
      assertThat(extensions).containsExactly(1, 0);
    });
  }

  @Test
  void theNumberOfEachQuestionIsByChance() throws Exception {
    List<Integer> ids = new ArrayList<>();
    names.wires.servers.put(
        FIRST,
        (query, back) -> {
          ids.add(Short.toUnsignedInt(query.getShort(0)));
          back.accept(Reply.to(query).text("here").bytes());
        });
    names.run(_ -> {
      Resolver resolver = names.resolver();
      for (int i = 0; i < 200; i++) {
        assertThat(resolver.txt("host" + i)).containsExactly("here");
      }
      assertThat(ids.stream().distinct().count()).isGreaterThan(190);
      assertThat(ids).anyMatch(id -> id > 60_000).anyMatch(id -> id < 5_000);
    });
  }

  @Test
  void oneThatIsCancelledAsksNoMoreAndLeavesNoSocket() throws Exception {
    names.wires.servers.put(FIRST, (_, _) -> {});
    names.run(scope -> {
      Task<List<String>> lookup = scope.start("lookup", () -> names.resolver().txt("a"));
      Task.sleep(Duration.ofSeconds(1));
      assertThat(names.wires.open).isOne();
      lookup.cancel("not wanted");
      Task.sleep(Duration.ofMinutes(1));

      assertThat(lookup.state()).isEqualTo(Task.State.CANCELLED);
      assertThat(names.wires.asked).hasSize(1);
    });
  }

  @Test
  void oneThatIsCancelledBeforeAsksNothingAlsoWhenItNeedNotWait() throws Exception {
    names.run(scope -> {
      for (String host : List.of("127.0.0.1", "localhost", "a.invalid", "www.example.org")) {
        Task<?> lookup = scope.start("lookup", () -> names.resolver().addresses(host));
        lookup.cancel("not wanted");
        Task.sleep(Duration.ofSeconds(1));

        assertThat(lookup.state()).as(host).isEqualTo(Task.State.CANCELLED);
      }
      assertThat(names.wires.asked).isEmpty();
    });
  }
}
