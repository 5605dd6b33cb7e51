package io.weightless.check.bench.channel;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Those that need no flag of the Java machine.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HandOverTest {
  /// Around the room of a buffer, which is 64, and divisible among the senders.
  private static final List<Integer> AMOUNTS = List.of(0, 4, 60, 64, 68, 1_000);

  @ParameterizedTest
  @ValueSource(
      strings = {"weightless", "kotlin", "jox", "synchronous-queue", "array-queue", "linked-queue"})
  void everyRoundTripBringsItsValueBack(String name) throws Exception {
    each(name, 1, HandOver::roundTrips);
  }

  @ParameterizedTest
  @ValueSource(strings = {"weightless", "kotlin", "jox", "array-queue", "linked-queue"})
  void everyValueGoesThroughTheBuffer(String name) throws Exception {
    each(name, 1, HandOver::stream);
  }

  @ParameterizedTest
  @ValueSource(strings = {"weightless", "kotlin", "jox"})
  void everySenderIsHeard(String name) throws Exception {
    each(name, HandOver.SENDERS, HandOver::select);
  }

  @ParameterizedTest
  @ValueSource(strings = {"weightless", "kotlin", "jox", "array-queue", "array-queue-platform"})
  void everyValueCrossesOver(String name) throws Exception {
    each(name, 1, HandOver::streamAcross);
    each(name, 1, HandOver::roundTripsAcross);
  }

  private interface Work {
    void run(HandOver contender, int values, Tally tally) throws Exception;
  }

  private static void each(String name, int senders, Work work) throws Exception {
    try (var contender = ChannelProgram.contender(name)) {
      for (int values : AMOUNTS) {
        var tally = new Tally(senders);
        work.run(contender, values, tally);
        tally.check(values);
      }
    }
  }
}
