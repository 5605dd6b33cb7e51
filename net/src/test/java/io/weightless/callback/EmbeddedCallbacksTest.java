package io.weightless.callback;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.weightless.reactor.Embedding;
import io.weightless.reactor.Reactor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Callbacks on a reactor inside another one: nobody but the embedding asks for a step.
final class EmbeddedCallbacksTest {
  @AutoClose private final Reactor outer = Reactor.open();
  @AutoClose private final Reactor inner = Reactor.open("nio");

  @Test
  void aReaderThatWasAddedIsCalledWhenInputComes() throws Exception {
    CompletableFuture<String> read = new CompletableFuture<>();
    Pipe pipe = Pipe.open();
    try (Pipe.SourceChannel source = pipe.source();
        Pipe.SinkChannel sink = pipe.sink();
        Embedding _ = Embedding.of(inner, outer::post)) {
      source.configureBlocking(false);
      inner.post(() -> {
        Callbacks callbacks = Callbacks.on(inner);
        callbacks.reader(
            source,
            () -> {
              read.complete(textOf(source));
              callbacks.current().remove();
            });
      });
      sink.write(UTF_8.encode("hello"));

      while (!read.isDone()) {
        outer.step(Duration.ofSeconds(5));
      }
      assertThat(read.get(0, TimeUnit.SECONDS)).isEqualTo("hello");
    }
  }

  @Test
  void aChannelThatIsClosedInATaskOrAPostHasItsLastCallWithoutFurtherAdo() throws Exception {
    CompletableFuture<Boolean> called = new CompletableFuture<>();
    Pipe pipe = Pipe.open();
    try (Pipe.SourceChannel source = pipe.source();
        Pipe.SinkChannel _ = pipe.sink();
        Embedding _ = Embedding.of(inner, outer::post)) {
      source.configureBlocking(false);
      inner.post(() -> {
        Callbacks.on(inner).reader(source, () -> called.complete(source.isOpen()));
        inner.after(Duration.ZERO, () -> inner.post(() -> closeIt(source)));
      });

      while (!called.isDone()) {
        outer.step(Duration.ofSeconds(5));
      }
      assertThat(called.join()).isFalse();
    }
  }

  private static void closeIt(Pipe.SourceChannel source) {
    try {
      source.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String textOf(Pipe.SourceChannel source) throws Exception {
    ByteBuffer buffer = ByteBuffer.allocate(100);
    source.read(buffer);
    return UTF_8.decode(buffer.flip()).toString();
  }
}
