package io.weightless.tool.inspect;

import io.weightless.net.Stream;
import io.weightless.net.signal.Signal;
import io.weightless.net.signal.SignalWatch;
import io.weightless.net.signal.Signals;
import io.weightless.net.terminal.StandardStreams;
import io.weightless.net.terminal.Terminal;
import io.weightless.net.terminal.Terminal.Size;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import io.weightless.sync.Event;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An inspection on the terminal of this process, until the user leaves it.
public final class LiveView {
  /// For a terminal that nobody reads from any more.
  private static final Duration TIME_TO_RESTORE = Duration.ofSeconds(1);

  private static final Size USUAL = new Size(80, 24);

  private final Reactor reactor = Reactor.current();
  private final Event changed = new Event();
  private final Event asked = new Event();
  private final Endpoint endpoint;
  private final Inspection inspection;
  private final Duration every;
  private final Terminal input;
  private final Terminal output;

  /// Of the reactor that runs the caller.
  ///
  /// @param place whom `endpoint` is of
  /// @param every how long a picture stays
  /// @throws IOException when there is no terminal
  public LiveView(String place, Endpoint endpoint, Choice choice, Duration every)
      throws IOException {
    this.endpoint = endpoint;
    this.inspection = new Inspection(place, choice);
    this.every = every;
    StandardStreams standard = reactor.service(StandardStreams.class);
    input = terminal(standard.inputTerminal());
    output = terminal(standard.outputTerminal());
  }

  private static Terminal terminal(@Nullable Terminal terminal) throws IOException {
    if (terminal == null) {
      throw new IOException("a live view needs a terminal; --once prints one picture");
    }
    return terminal;
  }

  /// Shows it. What can't be reached at first fails; what is lost later is tried again.
  ///
  /// - **Waits**: until the user leaves, or `onStop` was told to; always a cancellation point.
  ///
  /// @param onStop gets what ends it, for any thread
  public void run(Consumer<Runnable> onStop) throws IOException {
    inspection.see(endpoint.picture());
    try (Terminal.Raw _ = input.raw();
        Stream stream = reactor.service(StandardStreams.class).stream()) {
      Screen screen = new Screen(stream, System.getenv().getOrDefault("NO_COLOR", "").isEmpty());
      try {
        Scope.<IOException>join(scope -> {
          onStop.accept(() -> reactor.post(() -> scope.cancel("told to end")));
          screen.open();
          start(scope, screen);
          handleKeys(stream, screen);
          scope.cancel("the user has left");
        });
      } catch (CancellationException _) {
        // told to end
      } finally {
        Scope.shield(() -> restore(screen));
      }
    }
  }

  private static void restore(Screen screen) throws IOException {
    Scope.<@Nullable Void, IOException>runOr(
        Deadline.after(TIME_TO_RESTORE),
        null,
        _ -> {
          screen.close();
          return null;
        });
  }

  private void start(Scope scope, Screen screen) {
    changed.set();
    scope.start("draws", () -> draw(screen));
    scope.start("watches the window", this::watchWindow);
    scope.start("looks", this::look);
    scope.start("asks", this::ask);
  }

  private void handleKeys(Stream stream, Screen screen) throws IOException {
    Keyboard keyboard = new Keyboard();
    while (!inspection.isOver()) {
      ByteBuffer bytes = stream.read();
      if (!bytes.hasRemaining()) {
        return; // the terminal is gone
      }
      for (Key key : keyboard.keys(bytes)) {
        inspection.press(key, new Painter(inspection, size()).rows());
        if (key == Key.Named.REDRAW) {
          screen.forget();
        }
      }
      if (inspection.question() != null) {
        asked.set();
      }
      changed.set();
    }
  }

  private void draw(Screen screen) throws IOException {
    while (true) {
      changed.await();
      changed.clear();
      Size size = size();
      screen.show(new Painter(inspection, size).frame(), size);
    }
  }

  private Size size() throws IOException {
    Size size = output.size();
    return size.columns() == 0 || size.rows() == 0 ? USUAL : size;
  }

  private void watchWindow() {
    try (SignalWatch changes = reactor.service(Signals.class).watch(Signal.WINCH)) {
      while (true) {
        Signal _ = changes.receive();
        changed.set();
      }
    }
  }

  private void look() {
    while (true) {
      Task.sleep(every);
      try {
        inspection.see(endpoint.picture());
        asked.set();
      } catch (IOException e) {
        inspection.lose(String.valueOf(e.getMessage()));
      }
      changed.set();
    }
  }

  /// Answers stay up to date as pictures do.
  private void ask() {
    while (true) {
      asked.await();
      asked.clear();
      Row.Question question = inspection.question();
      if (question != null) {
        inspection.answer(answer(question));
        changed.set();
      }
    }
  }

  private Page answer(Row.Question question) {
    try {
      return Page.of(question, endpoint.why(question));
    } catch (IOException e) {
      return Page.failed(question, String.valueOf(e.getMessage()));
    }
  }
}
