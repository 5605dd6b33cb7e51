package io.weightless.http.kit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Program;
import io.weightless.coroutine.Step;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Drives a program on bytes by what a test says, as strictly as a stream: what was lent is spoilt
/// by the next input.
public final class Script implements AutoCloseable {
  /// How it went: all that came out, what came between two inputs, and what was given and not read.
  public record Ended(String output, List<String> outputs, String rest) {}

  private final Coroutine<ByteBuffer, ByteBuffer, @Nullable Void> coroutine;
  private final List<String> outputs = new ArrayList<>();
  private @Nullable ByteBuffer lent;
  private @Nullable String rest;

  private Script(Program<ByteBuffer, ByteBuffer, @Nullable Void> program) {
    coroutine = Coroutine.of("http", program);
  }

  /// One that waits for its first input.
  public static Script begin(Program<ByteBuffer, ByteBuffer, @Nullable Void> program) {
    Script script = new Script(program);
    script.follow(script.coroutine.next());
    return script;
  }

  /// Runs it on `inputs` and the end of the input.
  public static Ended of(
      Program<ByteBuffer, ByteBuffer, @Nullable Void> program, List<String> inputs) {
    try (Script script = begin(program)) {
      ArrayDeque<String> left = new ArrayDeque<>(inputs);
      while (!script.isDone() && !left.isEmpty()) {
        script.send(left.remove());
      }
      if (!script.isDone()) {
        script.end();
      }
      return new Ended(
          String.join("", script.outputs), script.outputs, script.rest() + String.join("", left));
    }
  }

  public static Ended of(
      Program<ByteBuffer, ByteBuffer, @Nullable Void> program, String... inputs) {
    return of(program, List.of(inputs));
  }

  /// @return what it wrote to that
  public String send(String input) {
    spoil();
    byte[] bytes = input.getBytes(ISO_8859_1);
    lent = ByteBuffer.allocate(bytes.length).put(bytes).flip();
    return follow(coroutine.send(lent));
  }

  /// Tells it that there is no more input.
  public String end() {
    spoil();
    return follow(coroutine.end());
  }

  /// Throws something in.
  public String fail(Throwable problem) {
    return follow(coroutine.fail(problem));
  }

  public boolean isDone() {
    return coroutine.isDone();
  }

  /// What it was given and did not read, when it is done.
  public String rest() {
    return rest == null ? "" : rest;
  }

  /// Where it is.
  public Coroutine<ByteBuffer, ByteBuffer, @Nullable Void> coroutine() {
    return coroutine;
  }

  @Override
  public void close() {
    coroutine.close();
  }

  private String follow(Step<ByteBuffer, ByteBuffer, @Nullable Void> first) {
    StringBuilder output = new StringBuilder();
    Step<ByteBuffer, ByteBuffer, @Nullable Void> step = first;
    while (step instanceof Step.Output<ByteBuffer, ByteBuffer, ?> written) {
      output.append(ISO_8859_1.decode(written.value()));
      step = coroutine.next();
    }
    outputs.add(output.toString());
    if (step instanceof Step.Done<ByteBuffer, ByteBuffer, ?> done) {
      rest =
          done.rest().stream()
              .map(part -> ISO_8859_1.decode(part).toString())
              .collect(Collectors.joining());
    } else if (!(step instanceof Step.NeedsInput<ByteBuffer, ByteBuffer, ?>)) {
      throw new AssertionError("it wants " + step);
    }
    return output.toString();
  }

  private void spoil() {
    if (lent != null) {
      for (int i = 0; i < lent.capacity(); i++) {
        lent.put(i, (byte) '#');
      }
    }
  }
}
