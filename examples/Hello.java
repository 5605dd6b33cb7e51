import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;

import io.weightless.reactor.Reactor;
import io.weightless.scope.Deadline;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;

/// Two tasks at once, within a deadline: `./weightless run examples/Hello.java`.
public final class Hello {
  private Hello() {}

  public static void main(String[] arguments) {
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> {
        String both =
            Scope.run(
                Deadline.after(ofSeconds(5)),
                scope -> {
                  Task<String> hello = scope.start("hello", () -> slowly("Hello"));
                  Task<String> world = scope.start("world", () -> slowly("World"));
                  return hello.await() + ", " + world.await() + "!";
                });
        System.out.println(both);
      });
    }
  }

  private static String slowly(String word) {
    Task.sleep(ofMillis(100));
    return word;
  }
}
