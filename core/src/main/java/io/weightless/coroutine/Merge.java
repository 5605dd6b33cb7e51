package io.weightless.coroutine;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Several coroutines whose outputs become one: [in turns][#inTurns], or [one after the
/// other][#inSequence].
///
/// Where one of them reads, the input is read for it alone: each goes to whoever asks for it. What
/// one gives back and leaves at its end, whoever reads next gets.
///
/// In a line nothing comes by itself: one of them runs when its turn is there. To take what comes
/// first of several that wait for their own, let a task drive each into a channel.
///
/// - **Fails**: with what one of them fails with, and closes the others. What is thrown in where it
///   reads or writes is thrown into the one whose input or output that is. Its close closes all.
/// - **Cost**: a step of one of them for an output and for an input.
public final class Merge<I, O> {
  private final List<Branch<I, O>> producers;

  /// Those that have not ended.
  private final List<Branch<I, O>> living;

  private Merge(Coroutine<I, O, ?>[] producers) {
    this.producers = Stream.of(producers).map(producer -> new Branch<I, O>(producer)).toList();
    living = new ArrayList<>(this.producers);
  }

  /// One output of each, round and round; one that has ended is left out. One that
  /// [pauses][Io#yield] has none now, and is passed over in this round; when all do, so does this.
  ///
  /// They are its own from now on; ask each for its result afterwards.
  @SafeVarargs
  @SuppressWarnings("varargs") // they are read only
  public static <I, O> Coroutine<I, O, @Nullable Void> inTurns(Coroutine<I, O, ?>... producers) {
    Merge<I, O> merge = new Merge<>(producers);
    return Coroutine.of("merge of " + merge.names(), merge::turns);
  }

  /// All outputs of the first, then all of the second, and so on. One is begun when the one before
  /// it has ended.
  ///
  /// They are its own from now on; ask each for its result afterwards.
  @SafeVarargs
  @SuppressWarnings("varargs") // they are read only
  public static <I, O> Coroutine<I, O, @Nullable Void> inSequence(Coroutine<I, O, ?>... producers) {
    Merge<I, O> merge = new Merge<>(producers);
    return Coroutine.of("sequence of " + merge.names(), merge::sequence);
  }

  private String names() {
    return String.join(", ", producers.stream().map(of -> of.coroutine().name()).toList());
  }

  private @Nullable Void sequence(Io<I, O> io) {
    try (var _ = new Branches(producers)) {
      for (Branch<I, O> producer : producers) {
        while (!producer.isDone()) {
          producer.run(io);
          turn(io, producer);
        }
        giveBack(io, producer);
      }
      return null;
    }
  }

  private @Nullable Void turns(Io<I, O> io) {
    try (var _ = new Branches(producers)) {
      while (!living.isEmpty()) {
        if (!round(io)) {
          pause(io);
        }
      }
      return null;
    }
  }

  /// Whether any of them did more than to pause.
  private boolean round(Io<I, O> io) {
    boolean moved = false;
    for (Iterator<Branch<I, O>> each = living.iterator(); each.hasNext(); ) {
      Branch<I, O> producer = each.next();
      producer.next(io);
      moved |= turn(io, producer);
      if (producer.isDone()) {
        each.remove();
        giveBack(io, producer);
      }
    }
    return moved;
  }

  /// Up to its next output, which is written; or to its pause or end.
  ///
  /// @return whether it did not pause
  private boolean turn(Io<I, O> io, Branch<I, O> producer) {
    while (producer.reads()) {
      read(io, producer);
    }
    O value = producer.output();
    if (value != null) {
      producer.write(io, value);
      return true;
    }
    return producer.isDone();
  }

  private void read(Io<I, O> io, Branch<I, O> producer) {
    I input;
    try {
      input = io.read();
    } catch (RuntimeException problem) {
      producer.fail(io, problem);
      return;
    }
    producer.give(io, input);
  }

  private void pause(Io<I, O> io) {
    try {
      io.yield();
    } catch (RuntimeException problem) {
      living.forEach(producer -> producer.fail(io, problem));
    }
  }

  @SuppressWarnings("unchecked") // they are its inputs
  private void giveBack(Io<I, O> io, Branch<I, O> ended) {
    io.unread((I[]) ended.coroutine().rest().toArray());
  }
}
