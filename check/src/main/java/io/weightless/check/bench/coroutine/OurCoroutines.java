package io.weightless.check.bench.coroutine;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Io;
import io.weightless.coroutine.Program;
import io.weightless.coroutine.Step;
import io.weightless.reactor.Reactor;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/// Ours, in a task of a reactor.
///
/// @param plain whether the sub-call is a plain method call, without [Io#call]
record OurCoroutines(boolean plain) implements Stepping {

  @Override
  public long step(int values, int depth) {
    return outputs(Coroutine.of("deep", io -> descend(io, values, depth)), Integer::longValue);
  }

  private static boolean descend(Io<Object, Integer> io, int values, int depth) {
    return depth > 1
        ? io.<Boolean, RuntimeException>call(in -> descend(in, values, depth - 1))
        : count(io, values);
  }

  private static boolean count(Io<Object, Integer> io, int values) {
    for (int i = 0; i < values; i++) {
      io.write(i);
    }
    return true;
  }

  @Override
  public long call(int values) {
    Program<Integer, Object, Long> program =
        plain
            ? io -> sum(io, values, OurCoroutines::read)
            : io -> sum(io, values, in -> in.call(OurCoroutines::read));
    return inTask(() -> {
      try (var coroutine = Coroutine.of("calls", program)) {
        coroutine.next();
        for (int i = 0; i < values; i++) {
          coroutine.send(i);
        }
        return coroutine.result();
      }
    });
  }

  private static int read(Io<Integer, Object> io) {
    return io.next();
  }

  private interface Reader {
    int read(Io<Integer, Object> io);
  }

  private static long sum(Io<Integer, Object> io, int values, Reader reader) {
    long sum = 0;
    for (int i = 0; i < values; i++) {
      sum += reader.read(io);
    }
    return sum;
  }

  @Override
  public long pipeline(int values) {
    Coroutine<Object, Integer, Boolean> pipeline = Coroutine.of("count", io -> count(io, values));
    for (int i = 0; i < Buffers.KEYS.size(); i++) {
      pipeline = pipeline.into(Coroutine.of("add one", OurCoroutines::addOne));
    }
    return outputs(pipeline, Integer::longValue);
  }

  private static boolean addOne(Io<Integer, Integer> io) {
    for (Integer value = io.read(); value != null; value = io.read()) {
      io.write(value + 1);
    }
    return true;
  }

  @Override
  public long buffers(int count) {
    Coroutine<Object, ByteBuffer, Boolean> pipeline = Coroutine.of("fill", io -> fill(io, count));
    for (int key : Buffers.KEYS) {
      pipeline = pipeline.into(Coroutine.of("change", io -> change(io, key)));
    }
    return outputs(pipeline, Buffers::value);
  }

  private static boolean fill(Io<Object, ByteBuffer> io, int count) {
    ByteBuffer buffer = Buffers.fresh();
    for (int i = 0; i < count; i++) {
      io.write(Buffers.filled(buffer, i));
    }
    return true;
  }

  private static boolean change(Io<ByteBuffer, ByteBuffer> io, int key) {
    for (ByteBuffer buffer = io.read(); buffer != null; buffer = io.read()) {
      io.write(Buffers.changed(buffer, key));
    }
    return true;
  }

  @Override
  public void pause(int count, Runnable whenPaused) {
    inTask(() -> {
      List<Coroutine<Integer, Object, Integer>> paused = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        Coroutine<Integer, Object, Integer> reader = Coroutine.of(OurCoroutines::read);
        reader.next();
        paused.add(reader);
      }
      whenPaused.run();
      paused.forEach(reader -> reader.send(1));
      return count;
    });
  }

  private static <O> long outputs(Coroutine<?, O, Boolean> coroutine, ToLongFunction<O> value) {
    return inTask(() -> {
      long sum = 0;
      try (coroutine) {
        while (coroutine.next() instanceof Step.Output<?, O, Boolean>(O output)) {
          sum += value.applyAsLong(output);
        }
      }
      return sum;
    });
  }

  private static long inTask(LongSupplier work) {
    long[] result = new long[1];
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> result[0] = work.getAsLong());
    }
    return result[0];
  }
}
