package io.weightless.check.soak;

import static io.weightless.http.routing.Route.get;
import static io.weightless.http.routing.Route.mount;
import static io.weightless.http.routing.Route.post;

import io.weightless.http.AccessLog;
import io.weightless.http.Body;
import io.weightless.http.Handler;
import io.weightless.http.HttpServer;
import io.weightless.http.IncomingBody;
import io.weightless.http.Limits;
import io.weightless.http.Request;
import io.weightless.http.Response;
import io.weightless.http.StaticFiles;
import io.weightless.http.Status;
import io.weightless.http.client.ClientLimits;
import io.weightless.http.client.ClientRequest;
import io.weightless.http.client.ClientResponse;
import io.weightless.http.client.HttpClient;
import io.weightless.http.coding.Compression;
import io.weightless.http.coding.Decompression;
import io.weightless.http.form.Form;
import io.weightless.http.form.FormPart;
import io.weightless.http.form.FormParts;
import io.weightless.http.routing.Parameters;
import io.weightless.http.routing.Router;
import io.weightless.net.Address;
import io.weightless.net.Listener;
import io.weightless.net.Network;
import io.weightless.net.tls.Tls;
import io.weightless.net.tls.TlsClient;
import io.weightless.net.tls.TlsServer;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import io.weightless.testing.Certificates;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What is soaked: an application that does a bit of everything, plain and over TLS, in a process
/// of its own. It ends in good order with its standard input.
final class Application {
  static final String READY = "soak on %s and %s";
  private static final Address ANYWHERE = Address.parse("127.0.0.1:0");
  private static final int LARGE = 16 << 20;

  private static final ClientLimits.Times QUICK =
      new ClientLimits.Times(
          Duration.ofMinutes(1),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1),
          Duration.ofMinutes(1));

  private final HttpClient client =
      HttpClient.open(ClientLimits.DEFAULT.with(QUICK), TlsClient.DEFAULT);
  private final List<HttpServer> servers = new ArrayList<>();
  private String self = "";

  private Application() {}

  static void main() throws Exception {
    Path files = Files.createTempDirectory("soak");
    try (Reactor reactor = Reactor.open()) {
      Files.writeString(files.resolve("page.txt"), "a page\n");
      Files.write(files.resolve("large.bin"), new byte[LARGE]);
      reactor.run(() -> new Application().run(files));
    } finally {
      Files.delete(files.resolve("page.txt"));
      Files.delete(files.resolve("large.bin"));
      Files.delete(files);
    }
  }

  private void run(Path files) throws IOException {
    Handler handler =
        routes(StaticFiles.below(files)).in(Compression.standard(), Decompression.standard());
    Network network = Reactor.current().service(Network.class);
    Scope.join(scope -> {
      HttpServer plain = listen(scope, network.listen(ANYWHERE), handler);
      Listener below = network.listen(ANYWHERE);
      HttpServer secure =
          listen(scope, Tls.listen(below, TlsServer.of(Certificates.server())), handler);
      servers.addAll(List.of(plain, secure));
      self = "http://" + plain.address();
      System.out.println(READY.formatted(plain.address().port(), secure.address().port()));
      awaitEnd(scope);
    });
    client.close();
  }

  private static HttpServer listen(Scope scope, Listener listener, Handler handler) {
    return HttpServer.listen(scope, listener, handler, Limits.DEFAULT, AccessLog.NONE);
  }

  /// Cancels `scope` when the parent closes our standard input, or is gone.
  private static void awaitEnd(Scope scope) {
    Reactor reactor = Reactor.current();
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            while (System.in.read() >= 0) {
              // the parent says nothing
            }
          } catch (IOException _) {
            // gone as well
          }
          reactor.post(() -> scope.cancel("the parent ends it"));
        });
  }

  private Handler routes(StaticFiles files) {
    return Router.of(
        get("/plaintext", _ -> Response.ok("Hello, World!")),
        get("/items/{id}", Application::item),
        get("/vitals", _ -> Response.ok(vitals())),
        get("/connections", _ -> Response.ok(Integer.toString(connections()))),
        get("/proxied/{id}", this::proxied),
        post("/echo", Application::echo),
        post("/form", request -> Response.ok(Form.inBody(request).toString())),
        post("/upload", Application::upload),
        mount("/", files));
  }

  private static Response item(Request request) throws IOException {
    long id = Parameters.of(request).number("id");
    return Response.ok(("item " + id + "\n").repeat((int) (id % 1000) + 1));
  }

  private static Response echo(Request request) {
    IncomingBody body = request.body();
    return Response.of(Status.OK)
        .with("Content-Type", "application/octet-stream")
        .with(new Body.Streamed(body.length(), sink -> copy(body, sink)));
  }

  private static void copy(IncomingBody body, Body.Sink sink) throws IOException {
    for (ByteBuffer part = body.read(); part.hasRemaining(); part = body.read()) {
      sink.write(part);
    }
  }

  /// How many parts there were, and how many bytes in all of them.
  private static Response upload(Request request) throws IOException {
    FormParts parts = FormParts.of(request);
    int count = 0;
    long bytes = 0;
    for (FormPart part = parts.next(); part != null; part = parts.next()) {
      count++;
      for (ByteBuffer some = part.body().read(); some.hasRemaining(); some = part.body().read()) {
        bytes += some.remaining();
      }
    }
    return Response.ok(count + " " + bytes);
  }

  /// Asks itself, as its own client.
  private Response proxied(Request request) throws IOException {
    String path = "/items/" + Parameters.of(request).number("id");
    try (ClientResponse answer = client.send(ClientRequest.get(self + path))) {
      return Response.ok(answer.text(1 << 20)).with(answer.status());
    }
  }

  /// How many are open, that of who asks included.
  private int connections() {
    return servers.stream().mapToInt(HttpServer::connections).sum() + client.connections();
  }

  /// Bytes of the heap that are in use after a collection, and a line for each task.
  private static String vitals() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    StringBuilder vitals = new StringBuilder();
    vitals.append(runtime.totalMemory() - runtime.freeMemory());
    Reactor.current().tasks().forEach(task -> vitals.append('\n').append(task));
    return vitals.toString();
  }
}
