import static io.weightless.http.routing.Route.get;
import static io.weightless.http.routing.Route.mount;

import com.sun.net.httpserver.HttpHandler;
import io.weightless.http.Handler;
import io.weightless.http.HttpServer;
import io.weightless.http.StaticFiles;
import io.weightless.http.jdk.WeightlessHttpServer;
import io.weightless.http.jdk.WeightlessHttpServerProvider;
import io.weightless.http.routing.Router;
import io.weightless.http.websocket.Audience;
import io.weightless.http.websocket.Message;
import io.weightless.http.websocket.WebSocket;
import io.weightless.http.websocket.WebSocketHandler;
import io.weightless.net.Address;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.ext.RuntimeDelegate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/// A web application that was written for somebody else's interface, a chat over WebSocket, and a
/// page: one process, one port, one loop.
///
/// `./weightless run --class-path JERSEY examples/OneProcess.java 127.0.0.1:7000 examples/site`,
/// where JERSEY names the jars of `jersey-container-jdk-http` and `jersey-hk2`. Then open
/// `http://127.0.0.1:7000/` in two windows.
public final class OneProcess {
  /// How many messages a slow member may be behind.
  private static final int BACKLOG = 100;

  private final Audience room = Audience.of(BACKLOG, Audience.Slow.CLOSE);

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 2) {
      System.err.println(
          "usage: OneProcess.java LISTEN DIRECTORY, as 127.0.0.1:7000 examples/site");
      System.exit(2);
    }
    Address address = Address.parse(arguments[0]);
    WeightlessHttpServer guestbook = guestbook();
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> serve(address, Path.of(arguments[1]), guestbook.handler()));
    }
  }

  private static void serve(Address address, Path files, Handler guestbook) throws IOException {
    Handler site =
        Router.of(
            mount("/api", guestbook),
            get("/chat", WebSocketHandler.of(new OneProcess()::chat)),
            mount("/", StaticFiles.below(files)));
    Scope.join(scope -> {
      HttpServer server = HttpServer.listen(scope, address, site);
      System.out.println("open http://" + server.address() + "/ in two windows");
    });
  }

  /// What one says, all hear.
  private void chat(WebSocket socket) throws IOException {
    room.include(
        socket,
        () -> {
          for (Message next = socket.receive(); next != null; next = socket.receive()) {
            room.tell(next);
          }
        });
  }

  /// The application as it is; it has never heard of this project.
  private static WeightlessHttpServer guestbook() throws IOException {
    WeightlessHttpServer server = new WeightlessHttpServerProvider().createHttpServer(null, 0);
    server.createContext(
        "/api/", RuntimeDelegate.getInstance().createEndpoint(new Guestbook(), HttpHandler.class));
    return server;
  }

  /// Of JAX-RS: what visitors have written, a line each.
  public static final class Guestbook extends Application {
    @Override
    public Set<Class<?>> getClasses() {
      return Set.of(Entries.class);
    }
  }

  /// `GET /api/entries` lists them, `POST` adds one. There is a new one for each request.
  @jakarta.ws.rs.Path("entries")
  @Produces("text/plain")
  public static final class Entries {
    private static final int MOST = 1000;
    private static final int LONGEST = 200;

    private static final List<String> LINES = new CopyOnWriteArrayList<>();

    @GET
    public String all() {
      return String.join("\n", LINES);
    }

    @POST
    @Consumes("text/plain")
    public void add(String line) {
      if (LINES.size() < MOST && line.length() <= LONGEST) {
        LINES.add(line.strip());
      }
    }
  }
}
