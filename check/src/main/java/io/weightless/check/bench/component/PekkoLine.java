package io.weightless.check.bench.component;

import io.weightless.check.bench.channel.Tally;
import java.util.function.IntPredicate;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/// A stream of Pekko's, in one actor or with borders between actors.
final class PekkoLine implements Line {
  private final ActorSystem system = Pekko.start();

  /// Whether there is a border behind a stage.
  private final IntPredicate borders;

  private PekkoLine(IntPredicate borders) {
    this.borders = borders;
  }

  static Line fused() {
    return new PekkoLine(_ -> false);
  }

  /// The last two stages in another actor.
  static Line inTwo() {
    return new PekkoLine(stage -> stage == RELAYS - 1);
  }

  static Line eachApart() {
    return new PekkoLine(_ -> true);
  }

  @Override
  public void run(int values, Tally tally) {
    if (values == 0) {
      return; // a range is never empty
    }
    Source<Integer, NotUsed> line = bordered(0, Source.range(0, values - 1));
    for (int i = 1; i <= RELAYS; i++) {
      line = bordered(i, line.map(value -> value));
    }
    line.runWith(Sink.foreach(tally::add), system).toCompletableFuture().join();
  }

  private Source<Integer, NotUsed> bordered(int stage, Source<Integer, NotUsed> line) {
    return borders.test(stage) ? line.async() : line;
  }

  @Override
  public void close() {
    Pekko.end(system);
  }
}
