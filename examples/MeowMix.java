import io.weightless.component.Component;
import io.weightless.net.signal.Signal;
import io.weightless.net.signal.SignalWatch;
import io.weightless.net.signal.Signals;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.time.Duration;

/// The song of a cat, by three components that know nothing of each other: `./weightless run
/// examples/MeowMix.java 3` prints three lines; without a number it goes on until Ctrl-C.
///
/// The producer ends, or is told to; that the others end behind it is nobody's code.
public final class MeowMix {
  private static final String LYRICS =
      "I want chicken I want liver Meow Mix Meow Mix Please Deliver.";

  /// Between two lines of a song without an end.
  private static final Duration PAUSE = Duration.ofMillis(100);

  private MeowMix() {}

  private static final class Producer extends Component<Void, String> {
    private final long lines;

    Producer(long lines) {
      this.lines = lines;
    }

    @Override
    protected void main() {
      for (long i = 0; i < lines; i++) {
        out.send(LYRICS);
        if (lines == Long.MAX_VALUE) {
          Task.sleep(PAUSE); // nobody can sing faster
        }
      }
    }
  }

  private static final class Sender extends Component<String, String> {
    @Override
    protected void main() {
      for (String message : in) {
        out.send(message);
      }
    }
  }

  private static final class Receiver extends Component<String, Void> {
    @Override
    protected void main() {
      for (String message : in) {
        System.out.println(message);
      }
    }
  }

  public static void main(String[] arguments) {
    long lines = arguments.length == 0 ? Long.MAX_VALUE : number(arguments[0]);
    if (arguments.length > 1 || lines < 0) {
      System.err.println("usage: MeowMix.java [LINES]");
      System.exit(2);
    }
    Component<Void, Void> song = new Producer(lines).into(new Sender()).into(new Receiver());
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> sing(song, reactor.service(Signals.class)));
    }
  }

  /// -1 for what is none.
  private static long number(String word) {
    return word.matches("\\d{1,18}") ? Long.parseLong(word) : -1;
  }

  private static void sing(Component<?, ?> song, Signals signals) {
    try (SignalWatch watch = signals.watch(Signal.INT, Signal.TERM)) {
      Scope.join(scope -> {
        Task<?> listener =
            scope.start(
                "Ctrl-C",
                () -> {
                  watch.receive();
                  song.drain();
                });
        song.run();
        listener.cancel("it is over");
      });
    }
  }
}
