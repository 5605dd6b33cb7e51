package io.weightless.net.process;

import io.weightless.net.NetworkException;
import io.weightless.net.NetworkException.Reason;
import io.weightless.net.Stream;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;

/// All that one says to a process, and what it answers: at the same time, for a pipe is full soon.
record Conversation(Command command, Process process, int most) {
  Completed run(ByteBuffer input) throws IOException {
    return Scope.<Completed, IOException>run(scope -> {
      Task<?> writer = scope.start("input of " + command.program(), () -> write(input));
      Task<ByteBuffer> errors = scope.start("errors of " + command.program(), this::readErrors);
      ByteBuffer output = isPiped(command.output()) ? readAll(process.stream()) : nothing();
      ByteBuffer complaints = errors.await();
      Exit exit = process.await();
      writer.cancel("the process has ended");
      return new Completed(command, exit, output, complaints);
    });
  }

  private static boolean isPiped(Redirect redirect) {
    return redirect.equals(Redirect.PIPE);
  }

  private static ByteBuffer nothing() {
    return ByteBuffer.allocate(0).asReadOnlyBuffer();
  }

  private void write(ByteBuffer input) throws IOException {
    if (isPiped(command.input())) {
      try {
        process.stream().write(input);
        process.stream().closeOutput();
      } catch (NetworkException e) {
        if (e.reason() != Reason.CLOSED_BY_PEER) {
          throw e;
        }
      }
    }
  }

  private ByteBuffer readErrors() throws IOException {
    return isPiped(command.errors()) ? readAll(process.errors()) : nothing();
  }

  private ByteBuffer readAll(Stream stream) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (ByteBuffer part = stream.read(); part.hasRemaining(); part = stream.read()) {
      if (part.remaining() > most - all.size()) {
        throw tooLong();
      }
      byte[] bytes = new byte[part.remaining()];
      part.get(bytes);
      all.writeBytes(bytes);
    }
    return ByteBuffer.wrap(all.toByteArray()).asReadOnlyBuffer();
  }

  private ProcessException tooLong() {
    process.kill();
    return new ProcessException(
        String.format(
            Locale.ROOT,
            "%s has written more than %,d bytes: start it, and read its stream",
            command.program(),
            most),
        ProcessException.Reason.OUTPUT_TOO_LONG,
        null);
  }
}
