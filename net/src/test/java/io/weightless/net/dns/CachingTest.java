package io.weightless.net.dns;

import static io.weightless.net.dns.Names.FIRST;
import static io.weightless.net.dns.Names.OPTIONS;
import static io.weightless.net.dns.Names.SECOND;
import static io.weightless.net.dns.Names.failure;
import static io.weightless.net.dns.Names.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.dns.ResolveException.Reason;
import io.weightless.scope.Task;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is remembered, for how long, and what is not.
final class CachingTest {
  @AutoClose private final Names names = new Names();

  CachingTest() throws IOException {}

  private static List<ResourceRecord> records(Resolver resolver, String name)
      throws ResolveException {
    return resolver.records(name, RecordType.A);
  }

  @Test
  void anAnswerIsRememberedUntilItsTimeHasPassed() throws Exception {
    names.wires.put(FIRST, reply -> reply.host("10.1.1.1", 60));
    names.run(_ -> {
      Resolver resolver = names.resolver();
      records(resolver, "a");
      Task.sleep(Duration.ofSeconds(59));
      assertThat(records(resolver, "A.").getFirst().timeToLive()).isEqualTo(Duration.ofSeconds(1));
      assertThat(names.wires.asked).hasSize(1);
      Task.sleep(Duration.ofSeconds(1));

      records(resolver, "a");
      assertThat(names.wires.asked).hasSize(2);
    });
  }

  /// Of a chain it is the shortest that counts, and a day at most.
  @ParameterizedTest
  @CsvSource({"10, 60, 10", "60, 10, 10", "2000000000, 2000000000, 86400", "0, 60, 0"})
  void theShortestTimeOfAChainCountsUpToADay(int alias, int host, int seconds) throws Exception {
    names.wires.put(FIRST, reply -> reply.alias("a", "b", alias).host("b", "10.1.1.1", host));
    assertIsRememberedFor(seconds, resolver -> records(resolver, "a"));
  }

  private interface Lookup {
    Object with(Resolver resolver) throws ResolveException;
  }

  private void assertIsRememberedFor(long seconds, Lookup lookup) throws Exception {
    names.run(_ -> {
      Resolver resolver = names.resolver();
      lookup.with(resolver);
      Task.sleep(Duration.ofSeconds(seconds).minusNanos(seconds == 0 ? 0 : 1));
      int before = names.wires.asked.size();
      lookup.with(resolver);
      assertThat(names.wires.asked.size() == before).isEqualTo(seconds > 0);
      Task.sleep(Duration.ofNanos(1));
      lookup.with(resolver);
      assertThat(names.wires.asked.size()).isGreaterThan(before);
    });
  }

  /// RFC 2308, section 5: the shorter of the record's own time and what it says, an hour at most.
  @ParameterizedTest
  @CsvSource({"3, 60, 30, 30", "0, 30, 60, 30", "3, 9999999, 9999999, 3600", "0, 0, 60, 0"})
  void thatThereIsNothingIsRememberedAsTheZoneSays(int code, int own, int minimum, int seconds)
      throws Exception {
    names.wires.put(FIRST, reply -> reply.code(code).authority("Example.org", own, minimum));
    assertIsRememberedFor(seconds, resolver -> reason(() -> records(resolver, "www.example.org")));
  }

  @Test
  void whatIsRememberedToBeNothingHasTheSameReasonAndNobodyWasAsked() throws Exception {
    names.wires.put(FIRST, reply -> reply.code(3).authority("org", 60, 60));
    names.run(_ -> {
      Resolver resolver = names.resolver();
      failure(() -> records(resolver, "www.example.org"));
      ResolveException again = failure(() -> records(resolver, "www.example.org"));

      assertThat(again.reason()).isEqualTo(Reason.NO_SUCH_NAME);
      assertThat(again.servers()).isEmpty();
      assertThat(again).hasMessage("look up www.example.org A: there is no such name");
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.net", "a.www.example.org", "xample.org"})
  void theZoneOfAnotherNameSaysNothing(String zone) throws Exception {
    names.wires.put(FIRST, reply -> reply.code(3).authority(zone, 60, 60));
    assertIsRememberedFor(0, resolver -> reason(() -> records(resolver, "www.example.org")));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5})
  void aServerThatCanNotTellIsAskedAgain(int code) throws Exception {
    names.wires.put(FIRST, reply -> reply.code(code).authority("org", 60, 60));
    assertIsRememberedFor(0, resolver -> reason(() -> records(resolver, "www.example.org")));
  }

  /// "Cache poisoning": an answer brings records of other names along.
  @ParameterizedTest
  @ValueSource(strings = {"answer", "beside", "chain"})
  void whatAnAnswerSaysOfOtherNamesIsNotBelieved(String where) throws Exception {
    Function<Reply, Reply> poison =
        reply ->
            switch (where) {
              case "answer" -> reply.host("10.1.1.1", 60).host("bank.test", "10.6.6.6", 9_999);
              case "beside" -> reply.host("10.1.1.1", 60).besides("bank.test", "10.6.6.6");
              default -> reply.alias("a", "bank.test", 60).host("bank.test", "10.6.6.6", 9_999);
            };
    names.wires.put(
        FIRST,
        reply ->
            reply.question().name().toString().equals("a")
                ? poison.apply(reply)
                : reply.host("10.2.2.2", 60));
    names.run(_ -> {
      Resolver resolver = names.resolver();
      assertThat(records(resolver, "a")).hasSize(1);

      assertThat(records(resolver, "bank.test"))
          .extracting(record -> record.data().toString())
          .containsExactly("10.2.2.2");
    });
  }

  @Test
  void whatOtherServersSaidIsForgotten() throws Exception {
    names.wires.put(FIRST, reply -> reply.host("10.1.1.1", 60));
    names.wires.put(SECOND, reply -> reply.host("10.2.2.2", 60));
    names.run(_ -> {
      List<ResolverOptions> options = new ArrayList<>(List.of(OPTIONS));
      Resolver resolver = new DnsResolver(() -> Settings.of(options.getLast()));
      records(resolver, "a");
      options.add(ResolverOptions.of(Names.server(SECOND)));

      assertThat(records(resolver, "a"))
          .extracting(record -> record.data().toString())
          .containsExactly("10.2.2.2");
    });
  }

  @Test
  void whatOtherServersSayLateIsNotRememberedAndNotShared() throws Exception {
    names.wires.servers.put(
        FIRST,
        (query, back) ->
            names.world.reactor.after(
                Duration.ofSeconds(2),
                () -> back.accept(Reply.to(query).host("10.1.1.1", 60).bytes())));
    names.wires.put(SECOND, reply -> reply.host("10.2.2.2", 60));
    names.run(scope -> {
      List<ResolverOptions> options = new ArrayList<>(List.of(OPTIONS));
      Resolver resolver = new DnsResolver(() -> Settings.of(options.getLast()));
      Task<List<ResourceRecord>> early = scope.start("early", () -> records(resolver, "a"));
      Task.sleep(Duration.ofSeconds(1));
      options.add(ResolverOptions.of(Names.server(SECOND)));

      assertThat(data(records(resolver, "b"))).containsExactly("10.2.2.2");
      assertThat(data(records(resolver, "a"))).containsExactly("10.2.2.2");
      assertThat(data(early.await())).containsExactly("10.1.1.1");
      assertThat(data(records(resolver, "a"))).containsExactly("10.2.2.2");
    });
  }

  private static List<String> data(List<ResourceRecord> records) {
    return records.stream().map(record -> record.data().toString()).toList();
  }

  @Test
  void aThousandAnswersAreRememberedAndTheOneThatNobodyAskedForLongestGoes() {
    names.run(_ -> {
      Cache cache = new Cache(names.world.reactor.clock());
      for (int i = 0; i < Cache.MAX_ANSWERS; i++) {
        cache.keep(question(i), nothing());
      }
      assertThat(cache.find(question(0))).isNotNull();
      cache.keep(question(-1), nothing());

      assertThat(cache.size()).isEqualTo(Cache.MAX_ANSWERS);
      assertThat(cache.find(question(1))).isNull();
      assertThat(cache.find(question(0))).isNotNull();
      assertThat(cache.find(question(-1))).isNotNull();
    });
  }

  @ParameterizedTest
  @CsvSource({"64, true", "65, false"})
  void anAnswerOf64RecordsIsRememberedAndNoneOf65(int count, boolean isKept) {
    Cache cache = new Cache(names.world.reactor.clock());
    ResourceRecord record =
        new ResourceRecord("a", RecordType.PTR, Duration.ofHours(1), new RecordData.Pointer("b"));

    cache.keep(
        question(1), new Answer.Found(Collections.nCopies(count, record), Duration.ofHours(1)));

    assertThat(cache.find(question(1)) != null).isEqualTo(isKept);
  }

  private static Question question(int number) {
    return new Question(DomainName.parse("host" + number), RecordType.A);
  }

  private static Answer nothing() {
    return new Answer.Missing(Reason.NO_DATA, Duration.ofHours(1), List.of());
  }
}
