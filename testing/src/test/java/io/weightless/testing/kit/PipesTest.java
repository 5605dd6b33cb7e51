package io.weightless.testing.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.net.internal.Shared;
import io.weightless.net.internal.pipe.MemoryPipe;
import io.weightless.net.internal.pipe.PipeStream;
import io.weightless.reactor.Limits;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Task;
import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Streams of two pipes keep the contract of streams.
final class PipesTest
    implements ReadingKit,
        WritingKit,
        ClosingKit,
        CancellingKit,
        PressureKit,
        MovingKit,
        SendingKit,
        FairnessKit {
  @Override
  public Reactor openReactor() {
    Reactor reactor = Reactor.open(new VirtualClock(), new SplittableRandom(1), Limits.DEFAULT);
    reactor.attach(Shared.class, new Shared());
    return reactor;
  }

  @Override
  public Pair connect() {
    Reactor reactor = Reactor.current();
    Shared shared = reactor.service(Shared.class);
    MemoryPipe there = new MemoryPipe();
    MemoryPipe back = new MemoryPipe();
    return new Pair(
        new PipeStream(reactor, shared, "pipe", back.source(), there.target()),
        new PipeStream(reactor, shared, "pipe", there.source(), back.target()));
  }

  @Override
  public int much() {
    return 256 * 1024;
  }

  /// A pipe knows no reset: what came before is there, and then the end.
  @Test
  void whatCameBeforeAResetIsThereAndThenTheEnd() throws IOException {
    run(_ -> {
      try (Pair pair = connect()) {
        pair.far().write(Talk.bytes("before"));
        pair.far().reset();
        assertThat(ProcessTalk.readAll(pair.near())).isEqualTo("before");
      }
    });
  }

  /// As an end, of which a write tells.
  @Test
  void aWriteAfterTheResetOfItsPeerFailsAndNamesIt() throws IOException {
    run(_ -> {
      try (Pair pair = connect()) {
        pair.far().reset();
        Talk.assertBroken(
            pair.near(), Talk.failureOf(() -> pair.near().write(Talk.bytes("too late"))));
      }
    });
  }

  @Test
  void aWaitingReaderSeesTheResetOfItsPeerAsAnEnd() throws IOException {
    run(scope -> {
      try (Pair pair = connect()) {
        Task<String> reader = scope.start("reader", () -> ProcessTalk.readAll(pair.near()));
        Task.yield();
        pair.far().reset();
        assertThat(reader.await()).isEmpty();
      }
    });
  }

  @Override
  public void checkNothingLeft(Reactor reactor) {
    Shared shared = reactor.service(Shared.class);
    assertThat(shared.resources.closeAll()).as("left open").isEmpty();
    assertThat(shared.pool.lent()).as("buffers not given back").isZero();
  }
}
