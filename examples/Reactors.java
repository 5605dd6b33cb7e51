import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.channel.Channel;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Embedding;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.scope.Task;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/// A reactor inside a reactor, on one thread: an answer from the inner one is asked for by the
/// outer one, over TCP. The outer one steps it in callbacks, or in a task; and there may be more
/// inside: `./weightless run examples/Reactors.java`.
public final class Reactors {
  private static final int LEVELS = 5;

  private Reactors() {}

  public static void main(String[] arguments) throws IOException {
    try (Reactor outer = Reactor.open()) {
      outer.run(() -> {
        System.out.println("in callbacks: " + inCallbacks(outer));
        System.out.println("in a task: " + inATask(outer));
        System.out.println("all the way down: " + down(LEVELS));
      });
    }
  }

  /// Whenever the inner reactor has something to do, its step is posted to the outer one.
  private static String inCallbacks(Reactor outer) throws IOException {
    try (Reactor inner = Reactor.open();
        Embedding embedding = Embedding.of(inner, outer::post)) {
      CompletableFuture<Address> address = new CompletableFuture<>();
      CompletableFuture<Void> served = embedding.run(() -> answer(address));
      String answer = ask(Task.await(address));
      Task.await(served);
      return answer;
    }
  }

  /// The same, but a task waits for each step, and runs it. Another task asks meanwhile.
  private static String inATask(Reactor outer) throws IOException {
    Channel<Runnable> steps = Channel.buffered(1);
    try (Reactor inner = Reactor.open();
        Embedding embedding = Embedding.of(inner, step -> outer.post(() -> steps.trySend(step)))) {
      CompletableFuture<Address> address = new CompletableFuture<>();
      CompletableFuture<Void> served = embedding.run(() -> answer(address));
      return Scope.<String, IOException>run(scope -> {
        Task<String> asking = scope.start("asks", () -> ask(Task.await(address)));
        while (!served.isDone()) {
          steps.receive().run();
        }
        return asking.await();
      });
    }
  }

  private static void answer(CompletableFuture<Address> address) throws IOException {
    Network network = Reactor.current().service(Network.class);
    try (Listener listener = network.listen(new Address("127.0.0.1", 0))) {
      address.complete(listener.address());
      try (Stream peer = listener.accept()) {
        peer.write(UTF_8.encode("hello from the inner reactor"));
      }
    }
  }

  private static String ask(Address address) throws IOException {
    Network network = Reactor.current().service(Network.class);
    try (Stream stream = network.connect(address)) {
      return UTF_8.decode(stream.read()).toString();
    }
  }

  /// Each level opens the next one inside itself, and waits for it.
  private static String down(int levels) {
    if (levels == 0) {
      return "turtles";
    }
    String[] below = {""};
    try (Reactor inner = Reactor.open();
        Embedding embedding = Embedding.of(inner, Reactor.current()::post)) {
      Task.await(embedding.run(() -> below[0] = down(levels - 1)));
    }
    return levels + ", " + below[0];
  }
}
