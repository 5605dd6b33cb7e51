import io.weightless.event.Bus;
import io.weightless.net.component.ConsoleInput;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;

/// A dog that does what it is told: `./weightless run examples/DogBot.java`, then type `sit`, or
/// `say hello there`. It goes home at Ctrl-D.
///
/// The console is a source of events: each line is one. What the dog understands of it are events
/// again, and whoever likes may listen to them.
public final class DogBot {
  private DogBot() {}

  private record Sit() {}

  private record Say(String words) {}

  private static void live(Scope scope) {
    Bus dog = new Bus(scope);
    dog.on(String.class, line -> understand(line, dog));
    dog.on(Sit.class, _ -> System.out.println("I am now sitting"));
    dog.on(Say.class, say -> System.out.println("<dog>" + say.words() + "</dog>"));
    dog.from(new ConsoleInput());
  }

  private static void understand(String line, Bus dog) {
    String[] words = line.strip().split("\\s+", 2);
    switch (words[0]) {
      case "sit" -> dog.fire(new Sit());
      case "say" -> dog.fire(new Say(words.length == 1 ? "" : words[1]));
      default -> {} // it is a dog
    }
  }

  public static void main(String[] arguments) {
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> Scope.join(DogBot::live));
    }
  }
}
