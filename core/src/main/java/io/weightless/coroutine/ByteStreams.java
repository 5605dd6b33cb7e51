package io.weightless.coroutine;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Bytes of a coroutine as the streams of `java.io`, for libraries that want those: inside a
/// program, where reading and writing hand control over as always, and outside, for a driver.
///
/// ```java
/// Coroutine<ByteBuffer, String, Integer> lines = Coroutine.of("lines", io -> {
///   BufferedReader reader = new BufferedReader(new InputStreamReader(ByteStreams.input(io)));
///   return reader.readLine().length();
/// });
/// ```
///
/// - **Waits**: as the coroutine does. A library may hold its locks meanwhile: they are those of
///   the coroutine, and not of its driver.
/// - **Fails**: with what the coroutine fails with, as it is; with an `IOException` after a close.
/// - **Cost**: what is written is copied once, since libraries use their arrays again.
public final class ByteStreams {
  private ByteStreams() {}

  /// For a program: what it reads. At its close it gives back what it has not used of its last
  /// buffer; that a reader around it has read ahead stays there.
  public static InputStream input(Io<ByteBuffer, ?> io) {
    Objects.requireNonNull(io);
    return new Input() {
      @Override
      @Nullable ByteBuffer nextBuffer() {
        return io.read();
      }

      @Override
      void close(ByteBuffer unused) {
        if (unused.hasRemaining()) {
          io.unread(unused);
        }
      }
    };
  }

  /// For a program: writes what is written to it, each time when that is.
  public static OutputStream output(Io<?, ByteBuffer> io) {
    Objects.requireNonNull(io);
    return new Output() {
      @Override
      void write(ByteBuffer bytes) {
        io.checkNotClosing(); // a writer that is closed on the way out flushes what it has
        io.write(bytes);
      }

      @Override
      void end() {}
    };
  }

  /// For a driver: what its coroutine writes, which runs when it is read. Its close closes that.
  public static InputStream outputs(Outputs<ByteBuffer, ?> outputs) {
    Iterator<ByteBuffer> buffers = outputs.iterator();
    return new Input() {
      @Override
      @Nullable ByteBuffer nextBuffer() {
        return buffers.hasNext() ? buffers.next() : null;
      }

      @Override
      void close(ByteBuffer unused) {
        outputs.close();
      }
    };
  }

  /// For a driver: what is written to it `coroutine` reads, and what that writes `outputs` gets.
  /// What `outputs` throws is thrown where the coroutine writes, which may handle it. Its close is
  /// the end of the input, and the coroutine has to end then; if it is to end before, close that.
  /// What the coroutine asks, nobody answers.
  public static <O> OutputStream inputs(
      Coroutine<ByteBuffer, O, ?> coroutine, Consumer<? super O> outputs) {
    return new InputsOutput<>(coroutine, outputs);
  }

  /// Bytes from buffers.
  private abstract static class Input extends InputStream {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private ByteBuffer current = NOTHING;
    private boolean closed;

    /// The next buffer; null at the end.
    abstract @Nullable ByteBuffer nextBuffer();

    abstract void close(ByteBuffer unused);

    /// Whether there is a byte.
    private boolean fill() throws IOException {
      if (closed) {
        throw new IOException("this stream is closed");
      }
      while (!current.hasRemaining()) {
        current = NOTHING;
        ByteBuffer next = nextBuffer();
        if (next == null) {
          return false;
        }
        current = next;
      }
      return true;
    }

    @Override
    public int read() throws IOException {
      return fill() ? current.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, target.length);
      if (length == 0) {
        return 0;
      }
      if (!fill()) {
        return -1;
      }
      int count = Math.min(length, current.remaining());
      current.get(target, offset, count);
      return count;
    }

    @Override
    public int available() {
      return current.remaining();
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        ByteBuffer unused = current;
        current = NOTHING;
        close(unused);
      }
    }
  }

  /// Buffers from bytes.
  private abstract static class Output extends OutputStream {
    private boolean closed;

    abstract void write(ByteBuffer bytes) throws IOException;

    abstract void end();

    @Override
    public void write(int value) throws IOException {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, source.length);
      if (closed) {
        throw new IOException("this stream is closed");
      }
      if (length > 0) {
        write(ByteBuffer.allocate(length).put(source, offset, length).flip());
      }
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        end();
      }
    }
  }

  private static final class InputsOutput<O> extends Output {
    private final Coroutine<ByteBuffer, O, ?> coroutine;
    private final Consumer<? super O> outputs;

    InputsOutput(Coroutine<ByteBuffer, O, ?> coroutine, Consumer<? super O> outputs) {
      this.coroutine = coroutine;
      this.outputs = Objects.requireNonNull(outputs);
    }

    @Override
    void write(ByteBuffer bytes) throws IOException {
      begin();
      if (coroutine.isDone()) {
        throw new IOException(coroutine + " has ended, and reads no more");
      }
      settle(coroutine.send(bytes));
    }

    @Override
    void end() {
      begin();
      while (!coroutine.isDone()) {
        settle(coroutine.end());
      }
    }

    /// It may have been begun elsewhere, and stands where a consumer's error left it.
    private void begin() {
      if (!coroutine.isDone()) {
        settle(Objects.requireNonNullElseGet(coroutine.step(), coroutine::next));
      }
    }

    /// Until it reads or ends.
    private void settle(Step<ByteBuffer, O, ?> first) {
      Step<ByteBuffer, O, ?> step = first;
      while (!(step instanceof Step.NeedsInput) && !(step instanceof Step.Done)) {
        step =
            switch (step) {
              case Step.Asks<ByteBuffer, O, ?>(Request<?> request) ->
                  coroutine.fail(new IllegalStateException("nobody answers " + request));
              case Step.Output<ByteBuffer, O, ?>(O value) -> take(value);
              default -> coroutine.next();
            };
      }
    }

    private Step<ByteBuffer, O, ?> take(O value) {
      try {
        outputs.accept(value);
      } catch (RuntimeException problem) {
        return coroutine.fail(problem);
      }
      return coroutine.next();
    }
  }
}
