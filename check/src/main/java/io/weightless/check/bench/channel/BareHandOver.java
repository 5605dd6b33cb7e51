package io.weightless.check.bench.channel;

import io.weightless.check.bench.task.BareThreads;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Two bare virtual threads on a bare loop that leave a value in a field, unpark the other and
/// park: the round trip that the budget of a channel's is taken from.
final class BareHandOver implements HandOver {
  private final BareThreads threads = new BareThreads();

  @Override
  public void roundTrips(int times, Tally tally) {
    var there = new Slot();
    var back = new Slot();
    List<Conduit.Body> bodies = Conduit.roundTrips(there, back, times, tally);
    Thread asker = threads.thread(() -> run(bodies.getFirst()));
    Thread answerer = threads.thread(() -> run(bodies.getLast()));
    there.taker = answerer;
    back.taker = asker;
    asker.start();
    answerer.start();
    threads.loop();
  }

  private static void run(Conduit.Body body) {
    try {
      body.run();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Holds one value, and has one taker.
  private static final class Slot implements Conduit {
    private @Nullable Thread taker;
    private @Nullable Integer value;

    @Override
    public void put(Integer given) {
      value = given;
      LockSupport.unpark(taker);
    }

    @Override
    public Integer take() {
      while (value == null) {
        LockSupport.park();
      }
      Integer taken = value;
      value = null;
      return taken;
    }
  }
}
