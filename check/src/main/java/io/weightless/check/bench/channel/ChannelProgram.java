package io.weightless.check.bench.channel;

import io.weightless.check.bench.harness.ParentWatch;
import io.weightless.check.bench.harness.Spin;
import io.weightless.check.bench.harness.Subject;
import java.time.Duration;

/// One round of one contender, in a Java machine of its own: `CONTENDER WORK MILLISECONDS`.
///
/// Every batch has new channels, and is void unless each value arrived once and in its turn.
final class ChannelProgram {
  private static final int VALUES = 50_000; // of a batch: some 4 ms, as the next two
  private static final int SELECTED = 20_000;
  private static final int ROUND_TRIPS = 10_000;
  private static final int FAR_TRIPS = 2_000; // each may wake a thread

  private ChannelProgram() {}

  static void main(String[] arguments) throws Exception {
    ParentWatch.start();
    Duration time = Duration.ofMillis(Integer.parseInt(arguments[2]));
    try (var contender = contender(arguments[0])) {
      Spin.report(batch(contender, arguments[1]), time);
    }
  }

  private static Spin.Batch batch(HandOver contender, String work) {
    return switch (work) {
      case "rendezvous" -> checked(ROUND_TRIPS, 1, contender::roundTrips);
      case "buffered" -> checked(VALUES, 1, contender::stream);
      case "select-4" -> checked(SELECTED, HandOver.SENDERS, contender::select);
      case "across" -> checked(VALUES, 1, contender::streamAcross);
      case "across-trip" -> checked(FAR_TRIPS, 1, contender::roundTripsAcross);
      default -> throw new IllegalArgumentException(work);
    };
  }

  static HandOver contender(String name) {
    return switch (name) {
      case Subject.OURS -> new ReactorHandOver();
      case "bare-loop" -> new BareHandOver();
      case "synchronous-queue", "synchronous-queue-1" ->
          QueueHandOver.synchronous(Threads.virtual());
      case "array-queue", "array-queue-1" -> QueueHandOver.array(Threads.virtual());
      case "linked-queue", "linked-queue-1" -> QueueHandOver.linked(Threads.virtual());
      case "array-queue-platform" -> QueueHandOver.array(Threads.platform());
      case "kotlin" -> new KotlinHandOver();
      case "jox", "jox-1" -> new JoxHandOver();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private interface Work {
    void run(int values, Tally tally) throws Exception;
  }

  private static Spin.Batch checked(int values, int senders, Work work) {
    return Spin.batch(
        values,
        count -> {
          var tally = new Tally(senders);
          work.run(count, tally);
          tally.check(count);
        });
  }
}
