package io.weightless.check.bench.component;

import io.weightless.check.bench.channel.Tally;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class LineTest {
  /// Around the room between two stages, which is 64.
  private static final List<Integer> AMOUNTS = List.of(0, 1, 64, 65, 1_000);

  @ParameterizedTest
  @CsvSource({
    "weightless, one",
    "weightless, two",
    "weightless, each",
    "pekko, one",
    "pekko, two",
    "pekko, each",
    "array-queue-1, one",
    "array-queue, each",
    "array-queue-platform, each"
  })
  void everyValueGoesThroughAllStages(String name, String work) throws Exception {
    try (var line = ComponentProgram.line(name, work)) {
      for (int values : AMOUNTS) {
        var tally = new Tally(1);
        line.run(values, tally);
        tally.check(values);
      }
    }
  }
}
