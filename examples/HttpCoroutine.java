import static java.nio.charset.StandardCharsets.UTF_8;

import io.weightless.coroutine.Coroutine;
import io.weightless.coroutine.Step;
import io.weightless.gio.Gio;
import io.weightless.http.HttpProtocol;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.ResponseCut;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.Stream;
import io.weightless.reactor.Reactor;
import io.weightless.reactor.VirtualClock;
import io.weightless.scope.Scope;
import java.io.IOException;
import java.nio.ByteBuffer;

/// HTTP as a coroutine, which knows no sockets. First on a script, then as a server: `./weightless
/// run examples/HttpCoroutine.java 127.0.0.1:8080`.
public final class HttpCoroutine {
  private static final HttpProtocol HTTP = HttpProtocol.of(HttpCoroutine::greet);

  private HttpCoroutine() {}

  private static Response greet(Request request) throws IOException {
    byte[] body = request.body().readAll(1000);
    return Response.ok("hello " + (body.length == 0 ? request.path() : new String(body, UTF_8)));
  }

  public static void main(String[] arguments) throws IOException {
    play(
        "GET /you HTTP/1.1\r\nHost: here\r\n\r\n",
        "POST / HTTP/1.0\r\nContent-Le",
        "ngth: 2\r\n\r\nme");
    Address address = Address.parse(arguments.length == 0 ? "127.0.0.1:8080" : arguments[0]);
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> Scope.join(scope -> serve(scope, address)));
    }
  }

  /// Nothing here is a connection: what it reads is sent to it, and what it writes is printed.
  private static void play(String... inputs) {
    try (var http = Coroutine.of("http", HTTP.untimed().at(new VirtualClock()))) {
      http.next();
      for (String input : inputs) {
        System.out.println("> " + input.replace("\r\n", "\n> "));
        var step = http.send(ByteBuffer.wrap(input.getBytes(UTF_8)));
        while (step instanceof Step.Output<ByteBuffer, ByteBuffer, ?> output) {
          System.out.println(
              "< " + UTF_8.decode(output.value()).toString().replace("\r\n", "\n< "));
          step = http.next();
        }
      }
      System.out.println(http.isDone() ? "that was the last one" : "it waits for more");
    }
  }

  private static void serve(Scope scope, Address address) throws IOException {
    try (Listener listener = Reactor.current().service(Network.class).listen(address)) {
      System.out.println("http on " + listener.address());
      while (true) {
        Stream client = listener.accept();
        scope.start("client " + client.remote(), () -> serve(client));
      }
    }
  }

  private static void serve(Stream client) {
    try {
      Gio.drive(client, Coroutine.of("http", HTTP.from(client.remote())));
      HttpProtocol.close(client);
    } catch (IOException | ResponseCut failure) {
      System.out.println(client.remote() + " got not all: " + failure.getMessage());
      client.reset(); // so that it sees that
    } finally {
      client.close();
    }
  }
}
