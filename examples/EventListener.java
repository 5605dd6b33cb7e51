import io.weightless.event.Bus;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;

/// Ten events, and two who listen, one of them to everything: `./weightless run
/// examples/EventListener.java`.
///
/// Who fires knows neither of them. It ends when all that was fired is handled, which is nobody's
/// code.
public final class EventListener {
  private EventListener() {}

  private record AnEvent(int number, String greeting) {}

  private static void play(Scope scope) {
    Bus bus = new Bus(scope);
    bus.on(AnEvent.class, _ -> System.out.println("hello, I got an event"));
    bus.on(Object.class, event -> System.out.println("all that happens: " + event));
    for (int i = 1; i <= 10; i++) {
      bus.fire(new AnEvent(i, "meow"));
    }
  }

  public static void main(String[] arguments) {
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> Scope.join(EventListener::play));
    }
  }
}
