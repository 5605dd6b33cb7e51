package io.weightless.net.terminal.internal;

import io.weightless.net.Stream;
import io.weightless.net.internal.Shared;
import io.weightless.net.internal.pipe.BlockingInput;
import io.weightless.net.internal.pipe.BlockingOutput;
import io.weightless.net.internal.pipe.PipeStream;
import io.weightless.net.terminal.StandardStreams;
import io.weightless.net.terminal.Terminal;
import io.weightless.reactor.Reactor;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/// The standard streams of this process, by threads.
record ProcessStreams(Reactor reactor, Shared shared) implements StandardStreams {
  private static final int INPUT = 0;
  private static final int OUTPUT = 1;

  @Override
  public Stream stream() {
    reactor.checkOwner();
    return new PipeStream(
        reactor,
        shared,
        "standard-streams",
        new BlockingInput(new Lent(new FileInputStream(FileDescriptor.in))),
        output(FileDescriptor.out));
  }

  @Override
  public Stream errors() {
    reactor.checkOwner();
    return new PipeStream(reactor, shared, "standard-error", null, output(FileDescriptor.err));
  }

  private BlockingOutput output(FileDescriptor descriptor) {
    return new BlockingOutput(new LentOutput(new FileOutputStream(descriptor)));
  }

  @Override
  public @Nullable Terminal inputTerminal() {
    return LinuxTerminal.of(INPUT);
  }

  @Override
  public @Nullable Terminal outputTerminal() {
    return LinuxTerminal.of(OUTPUT);
  }

  /// The process's own: a close leaves it open.
  private static final class Lent extends FilterInputStream {
    Lent(InputStream source) {
      super(source);
    }

    @Override
    public void close() {}
  }

  private static final class LentOutput extends FilterOutputStream {
    LentOutput(OutputStream target) {
      super(target);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void close() {}
  }
}
