import io.weightless.http.AccessLog;
import io.weightless.http.HttpServer;
import io.weightless.http.Limits;
import io.weightless.http.Response;
import io.weightless.http.Status;
import io.weightless.http.demo.Demo;
import io.weightless.net.Address;
import io.weightless.reactor.Reactor;
import io.weightless.scope.Scope;
import java.io.IOException;

/// The demonstration, for bodies of up to a tebibyte.
public final class LongEcho {
  private LongEcho() {}

  public static void main(String[] arguments) throws IOException {
    try (Reactor reactor = Reactor.open()) {
      reactor.run(() -> Scope.run(LongEcho::listen));
    }
  }

  private static Object listen(Scope scope) throws IOException {
    Limits limits = Limits.DEFAULT.with(new Limits.Body(1L << 40, 64 * 1024));
    Demo demo = new Demo(_ -> Response.of(Status.NOT_FOUND));
    HttpServer server =
        HttpServer.listen(scope, Address.parse("127.0.0.1:0"), demo, limits, AccessLog.NONE);
    System.out.println("process " + ProcessHandle.current().pid() + " on " + server.address());
    return server;
  }
}
