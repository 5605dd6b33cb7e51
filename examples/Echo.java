import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Sends back what each client sends: `./weightless run examples/Echo.java 127.0.0.1:7000`.
public final class Echo {
  private Echo() {}

  public static void main(String[] arguments) throws IOException {
    Address address = Address.parse(arguments.length == 0 ? "127.0.0.1:7000" : arguments[0]);
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> Scope.join(scope -> serve(scope, address)));
    }
  }

  /// A task for each client; none of them knows of the others.
  private static void serve(Scope scope, Address address) throws IOException {
    try (Listener listener = Reactor.current().service(Network.class).listen(address)) {
      System.out.println("echo on " + listener.address());
      while (true) {
        Stream client = listener.accept();
        scope.start("client " + client.remote(), () -> echo(client));
      }
    }
  }

  private static void echo(Stream client) {
    try (client) {
      for (ByteBuffer part = client.read(); part.hasRemaining(); part = client.read()) {
        client.write(part);
      }
    } catch (IOException gone) {
      System.out.println(client.remote() + " is gone: " + gone.getMessage());
    }
  }
}
